import { index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns.ts";

/** A system that somebody uses and that the inventory does not name. */
export const candidate = pgTable("candidate", {
  id: id(),
  /** As the first source wrote it. */
  name: text("name").notNull(),
  domain: text("domain"),
  state: text("state").notNull().default("open"),
  /** Why it is not ours; null while nobody said so. */
  reason: text("reason"),
  decidedBy: text("decided_by"),
  decidedAt: instant("decided_at"),
  /** The system it became, or of which it is another name. */
  systemId: uuid("system_id"),
  foundAt: instant("found_at").notNull(),
  version: integer("version").notNull().default(1),
});

/** What a candidate is called, by letters and digits alone: two spellings of one name are one candidate. */
export const candidateKey = pgTable(
  "candidate_key",
  {
    key: text("key").primaryKey(),
    candidateId: uuid("candidate_id")
      .notNull()
      .references(() => candidate.id),
  },
  (t) => [index("candidate_key_candidate").on(t.candidateId)], // all names of one
);

/** That a source shows use of a candidate; insert-only. Whom it names stands in profile_sighting. */
export const candidateSighting = pgTable(
  "candidate_sighting",
  {
    id: id(),
    candidateId: uuid("candidate_id")
      .notNull()
      .references(() => candidate.id),
    channel: text("channel").notNull(),
    source: text("source").notNull(),
    /** SHA-256 of what the source says: said again, it is recognised. */
    rowDigest: text("row_digest").notNull(),
    /** As the source states; null where it states no time. */
    seenAt: instant("seen_at"),
    receivedAt: instant("received_at").notNull(),
    seats: integer("seats"),
    costCentre: text("cost_centre"),
    amount: text("amount"),
    scope: text("scope"),
    by: text("by").notNull(),
  },
  (t) => [
    unique("candidate_sighting_row").on(t.source, t.rowDigest), // a row counts once, however often it is sent
    index("candidate_sighting_candidate").on(t.candidateId), // what is known of one
  ],
);

/** Whom a sighting names, in the source's words; deleting the row leaves the sighting. */
export const profileSighting = pgTable("profile_sighting", {
  sightingId: uuid("sighting_id").primaryKey(),
  person: text("person").notNull(),
});
