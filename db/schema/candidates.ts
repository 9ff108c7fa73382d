import { index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
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
  /** How many people sources name as users. A projection, as profile_candidate_user. */
  people: integer("people").notNull().default(0),
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

/** What one source says of one candidate, all its sightings together. A projection: a list must not read them all. */
export const candidateSource = pgTable(
  "candidate_source",
  {
    candidateId: uuid("candidate_id")
      .notNull()
      .references(() => candidate.id),
    channel: text("channel").notNull(),
    source: text("source").notNull(),
    firstSeenAt: instant("first_seen_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    /** As the latest row that states them, and when that was; without a time where it states none. */
    seats: integer("seats"),
    seatsAt: instant("seats_at"),
    costCentres: text("cost_centres").array().notNull(),
    scopes: text("scopes").array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.candidateId, t.channel, t.source] })],
);

/**
 * Whom sources name as users of a candidate, in their words, and who of us that is; several where a name is several
 * people's. A projection, kept where sightings arrive and where people's keys change.
 */
export const profileCandidateUser = pgTable(
  "profile_candidate_user",
  {
    candidateId: uuid("candidate_id").notNull(),
    person: text("person").notNull(),
    /** null: a name that nobody known has. */
    identityId: uuid("identity_id"),
    seenAt: instant("seen_at"),
    receivedAt: instant("received_at").notNull(),
  },
  (t) => [
    unique("profile_candidate_user_name").on(t.candidateId, t.person, t.identityId).nullsNotDistinct(), // one row a match
    index("profile_candidate_user_person").on(t.person), // names that somebody takes or gives up
    index("profile_candidate_user_identity").on(t.identityId, t.candidateId), // what a leaver used; who is counted already
  ],
);
