import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytes, id, instant } from "./columns.ts";

/**
 * Evidence: a row is a leaf, the exact bytes of what one transaction entered of one case; insert-only. The hash is
 * RFC 6962's.
 */
export const entry = pgTable(
  "entry",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    body: bytes("body").notNull(),
    leafHash: bytes("leaf_hash").generatedAlwaysAs(sql`sha256('\\x00'::bytea || body)`).notNull(),
    caseId: uuid("case_id"),
    caseEntry: integer("case_entry"),
  },
  (t) => [
    uniqueIndex("entry_case").on(t.caseId, t.caseEntry), // a case's leaves are numbered without a gap
    uniqueIndex("entry_leaf").on(t.id, t.leafHash), // target of the tree's composite foreign key
  ],
);

/** Salted commitments opened: deleting the row leaves the proof and takes the value (RFC 9901 section 4.2). */
export const disclosure = pgTable(
  "disclosure",
  {
    digest: text("digest").primaryKey(),
    subjectId: uuid("subject_id").notNull(),
    salt: text("salt").notNull(),
    name: text("name").notNull(),
    value: text("value").notNull(),
  },
  (t) => [index("disclosure_subject").on(t.subjectId)], // erasure of one person
);

/** An evidence sheet as it was handed out, byte for byte. It holds names and can be deleted; its digest is in the ledger. */
export const sheetExport = pgTable(
  "sheet_export",
  {
    id: id(),
    caseId: uuid("case_id").notNull(),
    pdf: bytes("pdf").notNull(),
    madeAt: instant("made_at").notNull(),
  },
  (t) => [index("sheet_export_case").on(t.caseId)], // erasure of one person
);

/** What changed, for live screens; facts never NOTIFY, one notifier reads this. Trimmed. */
export const change = pgTable(
  "change",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    tag: text("tag").notNull(),
    at: instant("at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [index("change_at").on(t.at)], // trimming
);

/** Answer of a command already carried out: the same key and input gives the same answer again. */
export const commandReceipt = pgTable(
  "command_receipt",
  {
    actor: text("actor").notNull(),
    idempotencyKey: text("idempotency_key").notNull(),
    command: text("command").notNull(),
    inputHash: text("input_hash").notNull(),
    result: jsonb("result").notNull(),
    at: instant("at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [primaryKey({ columns: [t.actor, t.idempotencyKey] })],
);

export const setting = pgTable("setting", {
  name: text("name").primaryKey(),
  value: jsonb("value").notNull(),
});
