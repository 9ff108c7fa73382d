import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns.ts";
import { system } from "./systems.ts";

/** A list exported from a system, as it was supplied. Its bytes are not kept; what was read of it are counts and a digest. */
export const snapshot = pgTable(
  "snapshot",
  {
    id: id(),
    systemId: uuid("system_id")
      .notNull()
      .references(() => system.id),
    kind: text("kind").notNull(),
    state: text("state").notNull(),
    extractedAt: instant("extracted_at").notNull(),
    zone: text("zone").notNull(),
    receivedAt: instant("received_at").notNull(),
    /** When people and accounts were read to match rows with: whoever came later was not looked for. */
    matchedAt: instant("matched_at").notNull(),
    digest: text("digest").notNull(),
    byteCount: bigint("byte_count", { mode: "number" }).notNull(),
    format: jsonb("format").notNull(),
    rowsRead: integer("rows_read").notNull(),
    rowsBroken: integer("rows_broken").notNull(),
    rowsStated: integer("rows_stated"),
    rowsMatched: integer("rows_matched").notNull(),
    /** How many accounts the rows are of; what the sketch stands for. */
    accounts: integer("accounts").notNull(),
    /** Rows and people kept until it is accepted; fewer are there after the database lost its unlogged tables. */
    rowsKept: integer("rows_kept").notNull(),
    subjectsKept: integer("subjects_kept").notNull(),
    complete: boolean("complete").notNull(),
    layers: text("layers").array().notNull(),
    dates: jsonb("dates").notNull(),
    findings: jsonb("findings").notNull(),
    sketch: jsonb("sketch").notNull(),
    suppliedBy: text("supplied_by").notNull(),
    heldAt: instant("held_at"),
    releasedAt: instant("released_at"),
    releasedBy: text("released_by"),
    acceptedAt: instant("accepted_at"),
    acceptedBy: text("accepted_by"),
    version: integer("version").notNull().default(1),
  },
  (t) => [index("snapshot_system").on(t.systemId, t.kind, t.receivedAt)], // a system's lists, latest first
);

/** What people wrote about a list, and its column titles: free text, deletable. */
export const profileSnapshot = pgTable("profile_snapshot", {
  snapshotId: uuid("snapshot_id").primaryKey(),
  extractor: text("extractor").notNull(),
  query: text("query").notNull(),
  titles: text("titles").array().notNull(),
  mapping: jsonb("mapping").notNull(),
});

/** Titles and mapping last used for a system and kind of list, proposed the next time. */
export const snapshotMapping = pgTable(
  "snapshot_mapping",
  {
    systemId: uuid("system_id")
      .notNull()
      .references(() => system.id),
    kind: text("kind").notNull(),
    titles: text("titles").array().notNull(),
    mapping: jsonb("mapping").notNull(),
  },
  (t) => [primaryKey({ columns: [t.systemId, t.kind] })],
);

/** Rows of a list that wait to be accepted, of leavers and known accounts alone. Unlogged, and emptied then. */
export const snapshotRow = pgTable(
  "snapshot_row",
  {
    snapshotId: uuid("snapshot_id").notNull(),
    line: integer("line").notNull(),
    nativeId: text("native_id").notNull(),
    userName: text("user_name").notNull(),
    emails: text("emails").array().notNull(),
    displayName: text("display_name"),
    personKey: text("person_key"),
    presence: text("presence").notNull(),
    /** Roles, group or key of the row. */
    holds: text("holds").array().notNull(),
    lastUsed: text("last_used"),
  },
  (t) => [index("snapshot_row_snapshot").on(t.snapshotId)], // all of one list
);

/** Leavers whose keys were looked for in a list, with a digest of the keys: whose keys changed since was not looked for. */
export const snapshotSubject = pgTable(
  "snapshot_subject",
  {
    snapshotId: uuid("snapshot_id").notNull(),
    identityId: uuid("identity_id").notNull(),
    keysDigest: text("keys_digest").notNull(),
    /** The list shows a kind of key that they have; of others it proves nothing. */
    couldMatch: boolean("could_match").notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.snapshotId, t.identityId] })],
);
