import { z } from "zod";
import { databaseAddress } from "../../kit/database-address.ts";

const userName = z.string().min(1).max(128);

/** What the person who connects a MariaDB or MySQL server states. */
export const mariadbConfig = z.strictObject({
  ...databaseAddress(3306),
  user: userName.meta({
    title: "User that acts",
    description:
      "It needs CREATE USER and UPDATE on mysql.* for accounts and grants, CONNECTION ADMIN (MySQL: CONNECTION_ADMIN) for sessions.",
  }),
  observeUser: userName.optional().meta({
    title: "User for looks alone",
    description: "It needs SELECT on mysql.* and PROCESS. A second user, so that whoever acts is not whoever looks.",
  }),
  allowDrop: z.boolean().default(false).meta({
    title: "Accounts may be dropped",
    description: "Only where the goal is absence. It cannot be undone.",
  }),
});

export type MariadbConfig = z.infer<typeof mariadbConfig>;
