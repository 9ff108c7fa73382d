import { sql } from "drizzle-orm";
import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { system } from "./systems.ts";

/** What is read of a connected system besides its access: what its log claims, or which other systems it shows in use. */
export const reading = pgTable(
  "reading",
  {
    systemId: uuid("system_id")
      .notNull()
      .references(() => system.id),
    kind: text("kind").notNull(),
    enabled: boolean("enabled").notNull().default(sql`false`),
    /** Where the next read goes on; opaque. */
    cursor: text("cursor"),
    /** Start of the last read that came to its end. */
    readAt: instant("read_at"),
    /** Not read again sooner. */
    notBefore: instant("not_before").notNull(),
    leaseUntil: instant("lease_until"),
    /** Counted up by every lease, so that a worker that was overtaken writes nothing. */
    fence: integer("fence").notNull().default(0),
    failure: text("failure"),
    /** Rows taken in all. */
    rows: integer("rows").notNull().default(0),
    /** Entries that were not taken since the reading last began anew, and the last of them: digests, codes and fields alone. */
    refused: integer("refused").notNull().default(0),
    refusals: jsonb("refusals").notNull().default([]),
  },
  (t) => [primaryKey({ columns: [t.systemId, t.kind] })],
);
