import { z } from "zod";

const text = z.string();

/** Tags are a list since 3.8 and a text with commas before. */
const tags = z
  .union([z.array(text), text.transform((all) => all.split(",").map((one) => one.trim()))])
  .transform((all) => all.filter((one) => one !== ""));

export const whoami = z.object({ name: text });
export const user = z.object({
  name: text,
  password_hash: text,
  hashing_algorithm: text.nullish(),
  tags,
});
export type User = z.infer<typeof user>;
export const users = z.array(user).min(1);

export const permissions = z.array(z.object({ user: text, vhost: text, configure: text, write: text, read: text }));
export const topicPermissions = z.array(z.object({ user: text, vhost: text, exchange: text }));
/** A connection that has not signed in yet has no user. */
export const connections = z.array(
  z.object({
    name: text,
    user: text.nullish(),
    vhost: text.nullish(),
    connected_at: z.number().int().nullish(),
    client_properties: z.object({ connection_name: text.nullish(), product: text.nullish() }).nullish(),
  }),
);
export type BrokerConnection = z.infer<typeof connections>[number];

/** Nodes say which ways to sign in are switched on, and whether all of them answer. */
export const nodes = z
  .array(
    z.object({
      running: z.boolean(),
      partitions: z.array(z.unknown()).default([]),
      auth_mechanisms: z.array(z.object({ name: text, enabled: z.boolean() })).optional(),
    }),
  )
  .min(1);
export type Nodes = z.infer<typeof nodes>;

export const overview = z.object({ rabbitmq_version: text, disable_stats: z.boolean().default(false) });
