import { z } from "zod";
import { reader } from "../../kit/json.ts";

const text = z.string().min(1);

// Yours: one schema for every reply. Ask for no field that you do not read, and never guess one that is missing.
const user = z.object({
  id: text,
  login: text,
  mail: z.string().nullish(),
  name: z.string().nullish(),
  employeeNumber: z.string().nullish(),
  state: text,
});
export type User = z.infer<typeof user>;
export const readUser = reader(user);

export const readGroup = reader(z.object({ id: text, name: text }));

export const readPage = reader(z.object({ items: z.array(z.unknown()), nextPageToken: z.string().nullable() }));
