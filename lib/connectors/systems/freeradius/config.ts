import { z } from "zod";
import { databaseAddress } from "../../kit/database-address.ts";

const name = z.string().min(1).max(63);

/** What the person who connects a FreeRADIUS with its users in PostgreSQL states. */
export const freeradiusConfig = z.strictObject({
  ...databaseAddress(5432),
  database: name
    .default("radius")
    .meta({ title: "Database", description: "The one that FreeRADIUS's sql module uses." }),
  schema: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,62}$/, "A schema is named by small letters, digits and underscores.")
    .default("public")
    .meta({ title: "Schema", description: "Where radcheck, radusergroup and radacct stand." }),
  user: name.meta({
    title: "Role that acts",
    description: "It reads the tables, and writes radcheck and radusergroup.",
  }),
  observeUser: name.optional().meta({
    title: "Role for looks alone",
    description: "It reads the tables. A second role, so that whoever acts is not whoever looks.",
  }),
  staleAfterSeconds: z.number().int().min(0).max(604_800).default(0).meta({
    title: "Sessions are stale after, seconds",
    description:
      "Three times the interim interval of your devices. Sessions not heard of for longer read Cannot check. 0: no device sends interim updates.",
  }),
  disconnectHost: z
    .string()
    .regex(/^[^\s/@?#]{1,253}$/, "The host is a name or an address alone.")
    .optional()
    .meta({
      title: "Disconnects go to",
      description: "A proxy for RFC 5176. Left out: the device that reported the session.",
    }),
  disconnectPort: z.number().int().min(1).max(65_535).default(3799).meta({ title: "Port for disconnects" }),
  defaultProfile: z
    .string()
    .regex(/^[\w.@-]{1,64}$/, "A profile is named by letters, digits, dots and dashes.")
    .default("DEFAULT")
    .meta({
      title: "Default profile",
      description: "What default_user_profile of the sql module names. Its groups count for everybody.",
    }),
  tablesOnly: z.boolean().default(false).meta({
    title: "Users stand in the tables alone",
    description:
      "No other module (files, a directory, certificates) lets anybody in. Only then does a user that is in none of the tables count as gone.",
  }),
  allowDelete: z.boolean().default(false).meta({
    title: "Users may be deleted",
    description:
      "Only where the goal is absence, and users stand in the tables alone: a reject goes with its user. It cannot be undone.",
  }),
});

export type FreeradiusConfig = z.infer<typeof freeradiusConfig>;
