import { sql } from "drizzle-orm";
import { index, integer, pgTable, smallint, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { caseItem } from "./cases.ts";
import { bytes, id, instant } from "./columns.ts";
import { leaverCase } from "./people.ts";
import { system } from "./systems.ts";

/** What a person attached to what they saw: a file or where to find it. Deletable; its digest stands in the fact. */
export const artefact = pgTable(
  "artefact",
  {
    id: id(),
    /** Identity whom it shows: erasure finds it by this. */
    subjectId: uuid("subject_id").notNull(),
    /** Attestation or observation that it belongs to. */
    factId: uuid("fact_id").notNull(),
    kind: text("kind").notNull(),
    /** Name of the file, or the reference. */
    name: text("name").notNull(),
    /** What they saw, in their own words. */
    statement: text("statement").notNull(),
    body: bytes("body"),
  },
  (t) => [
    index("artefact_fact").on(t.factId), // the drawer
    index("artefact_subject").on(t.subjectId), // erasure of one person
  ],
);

/** Asked-for exceptions. The decision moves the row once; an approval is a fact in `exception`. */
export const exceptionRequest = pgTable(
  "exception_request",
  {
    id: id(),
    itemId: uuid("item_id")
      .notNull()
      .references(() => caseItem.id),
    caseId: uuid("case_id")
      .notNull()
      .references(() => leaverCase.id),
    systemId: uuid("system_id")
      .notNull()
      .references(() => system.id),
    state: text("state").notNull(),
    requestedBy: text("requested_by").notNull(),
    requestedAt: instant("requested_at").notNull(),
    until: instant("until").notNull(),
    /** Commitment to the reason; the words stand in its disclosure. */
    reason: text("reason").notNull(),
    decidedBy: text("decided_by"),
    decidedAt: instant("decided_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    uniqueIndex("exception_request_open").on(t.itemId).where(sql`state = 'requested'`), // one open request an item
    index("exception_request_state").on(t.state, t.until), // tabs of the screen
  ],
);

/** A link by which one owner answers for one system without signing in. Only the token's SHA-256 is kept. */
export const confirmLink = pgTable("confirm_link", {
  id: id(),
  digest: text("digest").notNull().unique(),
  systemId: uuid("system_id")
    .notNull()
    .references(() => system.id),
  ownerIdentityId: uuid("owner_identity_id").notNull(),
  createdBy: text("created_by").notNull(),
  createdAt: instant("created_at").notNull(),
  expiresAt: instant("expires_at").notNull(),
});

/** Answers given by a link, insert-only: a change is another answer. */
export const confirmAnswer = pgTable(
  "confirm_answer",
  {
    id: id(),
    linkId: uuid("link_id")
      .notNull()
      .references(() => confirmLink.id),
    caseId: uuid("case_id").notNull(),
    systemId: uuid("system_id").notNull(),
    /** How many answers for this case came before by the same link. */
    place: smallint("place").notNull(),
    answer: text("answer").notNull(),
    items: integer("items").notNull(),
    at: instant("at").notNull(),
    /** When the person says it was removed; moves no metric. */
    statedAt: instant("stated_at"),
    /** Whom they named as the owner: given the steps, or only suggested. */
    namedIdentityId: uuid("named_identity_id"),
    /** Commitment to what was typed, if anything was. */
    said: text("said"),
  },
  (t) => [
    uniqueIndex("confirm_answer_place").on(t.linkId, t.caseId, t.place), // a form sent twice acts once
    index("confirm_answer_case").on(t.caseId, t.systemId), // whom an owner named
  ],
);
