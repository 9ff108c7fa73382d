import { z } from "zod";
import { reader } from "../../kit/json.ts";

const text = z.string().min(1);
const maybe = z.string().nullish();

export const GUEST = "urn:ietf:params:scim:schemas:extension:slack:guest:2.0:User";

const user = z.object({
  id: text,
  userName: text,
  displayName: maybe,
  externalId: maybe,
  active: z.boolean(),
  emails: z.array(z.object({ value: maybe })).nullish(),
  groups: z.array(z.object({ value: text, display: maybe })).nullish(),
  [GUEST]: z.object({ type: maybe, expiration: maybe }).nullish(),
});
export type SlackUser = z.infer<typeof user>;
export const readUser = reader(user);

const member = z.object({
  id: text,
  name: maybe,
  real_name: maybe,
  deleted: z.boolean(),
  is_bot: z.boolean().optional(),
  is_admin: z.boolean().optional(),
  is_owner: z.boolean().optional(),
  is_primary_owner: z.boolean().optional(),
});
export type SlackMember = z.infer<typeof member>;
export const readMember = reader(member);

export const readShown = reader(z.object({ user: member }));

export const readToken = reader(z.object({ ok: z.literal(true), user_id: text }));

/** The number of a session is larger than a pointer in some answers and text in others. */
const number = z.union([text, z.number()]).transform(String);
export const readSession = reader(
  z.object({
    user_id: text,
    team_id: text,
    session_id: number,
    recent: z.object({ os: maybe, device_hardware: maybe }).nullish(),
  }),
);

export const readAssignment = reader(z.object({ role_id: text, entity_id: text, user_id: text }));

const usergroup = z.object({ id: text, name: maybe, handle: maybe, users: z.array(z.string()) });
export type Usergroup = z.infer<typeof usergroup>;
export const readUsergroup = reader(usergroup);
