import { z } from "zod";
import { reader } from "../../kit/json.ts";

const text = z.string().min(1);
const maybe = z.string().nullish();
const texts = z.array(z.string()).nullish();

const user = z.object({
  id: text,
  primaryEmail: text,
  suspended: z.boolean().nullish(),
  archived: z.boolean().nullish(),
  aliases: texts,
  nonEditableAliases: texts,
  emails: z.array(z.object({ address: maybe })).nullish(),
  externalIds: z.array(z.object({ value: maybe, type: maybe })).nullish(),
  name: z.object({ fullName: maybe }).nullish(),
});
export type GoogleUser = z.infer<typeof user>;
export const readUser = reader(user);

export const readDeleted = reader(z.object({ id: text }));

const group = z.object({ id: text, email: maybe, name: maybe });
export type GoogleGroup = z.infer<typeof group>;
export const readGroup = reader(group);

export const readMember = reader(z.object({ id: text }));

export const readToken = reader(
  z.object({ clientId: text, displayText: maybe, scopes: z.array(z.string()).nullish() }),
);

export const readAsp = reader(
  z.object({ codeId: z.union([z.number(), text]), name: maybe, creationTime: maybe, lastTimeUsed: maybe }),
);

/** The code itself is a live secret: it is not even parsed. */
export const readCode = reader(z.object({ userId: maybe }));

export const readRole = reader(z.object({ roleAssignmentId: text, roleId: text, assignedTo: text }));

export const readLicence = reader(z.object({ userId: text, productId: text, skuId: text, skuName: maybe }));
