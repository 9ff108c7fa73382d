import { z } from "zod";
import { databaseAddress } from "../../kit/database-address.ts";

const roleName = z.string().min(1).max(63);

/** What the person who connects a PostgreSQL server states. */
export const postgresqlConfig = z.strictObject({
  ...databaseAddress(5432),
  database: z.string().min(1).max(63).default("postgres").meta({
    title: "Database to sign in to",
    description: "Roles and sessions are the whole server's; any database that the role may connect to will do.",
  }),
  user: roleName.meta({
    title: "Role that acts",
    description: "It needs CREATEROLE with the ADMIN option on the roles it ends, and pg_signal_backend for sessions.",
  }),
  observeUser: roleName.optional().meta({
    title: "Role for looks alone",
    description: "It needs pg_read_all_stats. A second role, so that whoever acts is not whoever looks.",
  }),
  heir: roleName.optional().meta({
    title: "Role that inherits",
    description: "Owns what a leaver owned, in every database. Without it nothing is reassigned and no grant is taken.",
  }),
  allowDrop: z.boolean().default(false).meta({
    title: "Roles may be dropped",
    description: "Only where the goal is absence. It cannot be undone.",
  }),
});

export type PostgresqlConfig = z.infer<typeof postgresqlConfig>;
