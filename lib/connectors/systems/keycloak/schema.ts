import { z } from "zod";
import { reader } from "../../kit/json.ts";

const text = z.string().min(1);
const maybe = z.string().nullish();
const millis = z.number().int().nonnegative();

const user = z.object({
  id: text,
  username: text,
  enabled: z.boolean(),
  email: maybe,
  firstName: maybe,
  lastName: maybe,
});
export type KeycloakUser = z.infer<typeof user>;
export const readUser = reader(user);

const session = z.object({ id: text, userId: text, start: millis, clients: z.record(z.string(), text).nullish() });
export type KeycloakSession = z.infer<typeof session>;
export const readSession = reader(session);

const consent = z.object({
  clientId: text,
  grantedClientScopes: z.array(z.string()).default([]),
  createdDate: millis.nullish(),
  additionalGrants: z.array(z.object({ client: text, key: text })).default([]),
});
export type Consent = z.infer<typeof consent>;
export const readConsent = reader(consent);

export const readCredential = reader(
  z.object({ id: text, type: text, userLabel: maybe, createdDate: millis.nullish() }),
);
export const readIdentity = reader(z.object({ identityProvider: text, userName: maybe }));
export const readGroup = reader(z.object({ id: text, name: text, path: maybe }));

const role = z.object({ id: text, name: text, composite: z.boolean().nullish() });
export type Role = z.infer<typeof role>;
export const readRole = reader(role);

export const readMappings = reader(
  z.object({
    realmMappings: z.array(role).default([]),
    clientMappings: z.record(z.string(), z.object({ id: text, client: text, mappings: z.array(role) })).default({}),
  }),
);

export const readClient = reader(z.object({ id: text, clientId: text }));

export const readRealm = reader(z.object({ realm: text, defaultRole: z.object({ id: text }).nullish() }));
