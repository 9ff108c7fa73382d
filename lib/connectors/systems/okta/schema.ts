import { z } from "zod";
import { reader } from "../../kit/json.ts";

const text = z.string().min(1);
const maybe = z.string().nullish();

const user = z.object({
  id: text,
  status: text,
  transitioningToStatus: maybe,
  statusChanged: maybe,
  lastLogin: maybe,
  profile: z.object({
    login: text,
    email: maybe,
    firstName: maybe,
    lastName: maybe,
    displayName: maybe,
    employeeNumber: maybe,
  }),
});
export type OktaUser = z.infer<typeof user>;
export const readUser = reader(user);

export const readGroup = reader(z.object({ id: text, type: maybe, profile: z.object({ name: maybe }).nullish() }));

const rule = z.object({
  id: text,
  status: text,
  name: maybe,
  conditions: z
    .object({ people: z.object({ users: z.object({ exclude: z.array(z.string()).nullish() }).nullish() }).nullish() })
    .nullish(),
  actions: z.object({ assignUserToGroups: z.object({ groupIds: z.array(z.string()) }).nullish() }),
});
export type GroupRule = z.infer<typeof rule>;
export const readRule = reader(rule);

export const readFactor = reader(z.object({ id: text, factorType: text, provider: maybe, status: maybe }));

const titled = z.object({ title: maybe }).nullish();
export const readGrant = reader(
  z.object({
    id: text,
    status: maybe,
    clientId: text,
    scopeId: maybe,
    created: maybe,
    _links: z.object({ app: titled, client: titled }).nullish(),
  }),
);

export const readClient = reader(z.object({ client_id: text, client_name: maybe }));

export const readToken = reader(z.object({ id: text, status: maybe, created: maybe, expiresAt: maybe }));

export const readApiToken = reader(
  z.object({ id: text, name: maybe, userId: text, created: maybe, expiresAt: maybe, lastUpdated: maybe }),
);

export const readApp = reader(
  z.object({
    id: text,
    label: maybe,
    _embedded: z.object({ user: z.object({ id: text, scope: maybe }).nullish() }).nullish(),
  }),
);

export const readAssigned = reader(
  z.object({
    id: text,
    created: maybe,
    credentials: z.object({ userName: maybe }).nullish(),
    profile: z.object({ email: maybe }).nullish(),
    _embedded: z.object({ user: z.object({ profile: z.object({ login: maybe, email: maybe }) }).nullish() }).nullish(),
  }),
);

const party = z.object({ id: maybe, type: maybe, alternateId: maybe, displayName: maybe });
const event = z.object({
  uuid: text,
  published: text,
  eventType: text,
  displayMessage: maybe,
  outcome: z.object({ result: maybe }).nullish(),
  actor: party.nullish(),
  target: z.array(party).nullish(),
});
export type OktaEvent = z.infer<typeof event>;
export const readEvent = reader(event);

export const readAppUser = reader(z.object({ id: text, scope: maybe }));

export const readRole = reader(z.object({ id: text, label: maybe, type: maybe, assignmentType: maybe }));

export const readPolicy = reader(z.object({ id: text, status: text }));

const policyRule = z.object({
  id: text,
  status: text,
  actions: z.object({
    signon: z.object({
      access: text,
      session: z.object({ maxSessionLifetimeMinutes: z.number().nullish() }).nullish(),
    }),
  }),
});
export type PolicyRule = z.infer<typeof policyRule>;
export const readPolicyRule = reader(policyRule);
