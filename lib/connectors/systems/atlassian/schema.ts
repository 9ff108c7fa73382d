import { z } from "zod";
import { reader } from "../../kit/json.ts";

const text = z.string().min(1);
const maybe = z.string().nullish();

const user = z.object({
  accountId: text,
  accountType: maybe,
  accountStatus: text,
  membershipStatus: maybe,
  claimStatus: maybe,
  name: maybe,
  email: maybe,
});
export type AtlassianUser = z.infer<typeof user>;
export const readUser = reader(user);
export const readOne = reader(z.object({ data: user }));

export const readGroup = reader(
  z.object({ id: text, name: maybe, directoryId: text, externalSynced: z.boolean().nullish() }),
);

export const readRole = reader(z.object({ resourceId: text, roleAssignments: z.array(z.object({ role: text })) }));

export const readActivity = reader(
  z.object({
    data: z.object({ product_access: z.array(z.object({ id: maybe, last_active_timestamp: maybe })) }),
  }),
);

export const readToken = reader(
  z.object({ id: text, label: maybe, createdAt: maybe, lastAccess: maybe, expiry: maybe }),
);
