import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, smallint, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { ATTEMPTS_MAX } from "../../lib/core/steps/backoff.ts";
import { bytes, id, instant } from "./columns.ts";
import { leaverCase } from "./people.ts";
import { system } from "./systems.ts";

/** What a case must see ended: one access, or a whole layer of a system where no access could be listed. */
export const caseItem = pgTable(
  "case_item",
  {
    id: id(),
    caseId: uuid("case_id")
      .notNull()
      .references(() => leaverCase.id),
    systemId: uuid("system_id")
      .notNull()
      .references(() => system.id),
    layer: text("layer").notNull(),
    accountId: uuid("account_id"),
    accessId: uuid("access_id"),
    goal: text("goal").notNull(),
    foundAt: instant("found_at"),
    inventoriedAt: instant("inventoried_at"),
    dueAt: instant("due_at").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("case_item_access").on(t.caseId, t.accessId), // one item an access and case, however often found; the ledger
    uniqueIndex("case_item_layer").on(t.caseId, t.systemId, t.layer).where(sql`access_id is null`),
    index("case_item_account").on(t.accountId, t.caseId), // siblings
    index("case_item_of_access").on(t.accessId), // cases that a look at one access concerns
  ],
);

/** Verdict of each item as last derived. A projection: `closeout rebuild` makes it again from the facts. */
export const itemVerdict = pgTable(
  "item_verdict",
  {
    itemId: uuid("item_id")
      .primaryKey()
      .references(() => caseItem.id),
    caseId: uuid("case_id").notNull(),
    systemId: uuid("system_id").notNull(),
    key: text("key").notNull(),
    reason: text("reason").notNull(),
    until: instant("until"),
    validUntil: instant("valid_until"),
    lastSeenUsableAt: instant("last_seen_usable_at"),
    firstSeenGoneAt: instant("first_seen_gone_at"),
    falseClosure: boolean("false_closure").notNull(),
  },
  (t) => [
    index("item_verdict_case").on(t.caseId, t.key), // counts of the list
    index("item_verdict_valid").on(t.validUntil).where(sql`valid_until is not null`), // the ageing tick
  ],
);

/** Verdict changes in order, for the drawer's history; appended when a derived key differs from the last. */
export const verdictChange = pgTable(
  "verdict_change",
  {
    id: id(),
    itemId: uuid("item_id").notNull(),
    key: text("key").notNull(),
    reason: text("reason").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [index("verdict_change_item").on(t.itemId, t.at)],
);

/** The queue: a step is leased with a fence, under the epoch it was planned in. */
export const step = pgTable(
  "step",
  {
    id: id(),
    kind: text("kind").notNull(),
    state: text("state").notNull(),
    caseId: uuid("case_id"),
    itemId: uuid("item_id"),
    systemId: uuid("system_id"),
    epoch: integer("epoch").notNull().default(0),
    priority: smallint("priority").notNull().default(50),
    notBefore: instant("not_before").notNull(),
    attempts: integer("attempts").notNull().default(0),
    attemptsMax: integer("attempts_max").notNull().default(ATTEMPTS_MAX),
    fence: integer("fence").notNull().default(0),
    leaseUntil: instant("lease_until"),
    leasedBy: uuid("leased_by"),
    ownerIdentityId: uuid("owner_identity_id"),
    ownerReason: text("owner_reason"),
    dueAt: instant("due_at"),
    result: jsonb("result"),
    createdAt: instant("created_at").notNull(),
    endedAt: instant("ended_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    index("step_ready").on(t.systemId, t.priority, t.notBefore).where(sql`state = 'ready'`), // the claim, system by system
    // What workers hold. Not by lease_until, which every pulse moves; nor where state = 'leased', or statements that check
    // the state of steps they know by id would read all that was ever leased.
    index("step_leased").on(t.leasedBy).where(sql`leased_by is not null`),
    index("step_case").on(t.caseId, t.state), // steps of a leaver; whether any is left in the queue
    uniqueIndex("step_live")
      .on(t.itemId, t.kind)
      .where(sql`state in ('ready','leased','waiting') and item_id is not null`), // one live step a kind and item
    // The list of open steps, by deadline: a page is the next entries of it, however many are open.
    index("step_open_due")
      .on(sql`coalesce(due_at, 'infinity'::timestamptz)`, t.id)
      .where(sql`state in ('ready','leased','waiting')`),
    // The same for one owner, and for those that nobody owns: few among many must not be searched for.
    index("step_open_owner")
      .on(t.ownerIdentityId, sql`coalesce(due_at, 'infinity'::timestamptz)`, t.id)
      .where(sql`state in ('ready','leased','waiting')`),
    // Who did the last steps of a system, for the proposal of an owner. Steps of the worker do not touch it.
    index("step_done").on(t.systemId, t.endedAt).where(sql`kind = 'person' and ended_at is not null`),
  ],
);

/** Claims of everybody, insert-only. State `attempted` is the intent written before a call. */
export const claim = pgTable(
  "claim",
  {
    id: id(),
    itemId: uuid("item_id").notNull(),
    caseId: uuid("case_id").notNull(),
    systemId: uuid("system_id").notNull(),
    stepId: uuid("step_id"),
    state: text("state").notNull(),
    source: text("source").notNull(),
    actor: text("actor").notNull(),
    note: text("note"),
    at: instant("at").notNull(),
    statedAt: instant("stated_at"),
    rawBlobId: uuid("raw_blob_id"),
    /** What another tool said, when the claim comes from one. */
    toolClaimId: uuid("tool_claim_id"),
  },
  (t) => [
    index("claim_item").on(t.itemId), // facts of a verdict
    index("claim_tool_claim").on(t.toolClaimId).where(sql`tool_claim_id is not null`), // which of a tool's claims still wait
  ],
);

/** Looks at the target, insert-only. Attached to the access, so that cases, sweeps and the watch share one truth. */
export const observation = pgTable(
  "observation",
  {
    id: id(),
    accessId: uuid("access_id"),
    systemId: uuid("system_id").notNull(),
    layer: text("layer").notNull(),
    caseId: uuid("case_id"),
    stepId: uuid("step_id"),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at").notNull(),
    presence: text("presence").notNull(),
    completeness: text("completeness").notNull(),
    independence: text("independence").notNull(),
    origin: text("origin").notNull(),
    facts: jsonb("facts").notNull().default({}),
    sought: text("sought").notNull(),
    failure: text("failure"),
    observer: text("observer").notNull(),
    rawBlobId: uuid("raw_blob_id"),
  },
  (t) => [
    index("observation_access").on(t.accessId), // facts of a verdict
    index("observation_layer").on(t.caseId, t.systemId, t.layer).where(sql`access_id is null`), // looks that found no access
    index("observation_system").on(t.systemId, t.startedAt).where(sql`completeness <> 'failed'`), // newest look at each system
  ],
);

export const attestation = pgTable(
  "attestation",
  {
    id: id(),
    itemId: uuid("item_id").notNull(),
    seenAt: instant("seen_at").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    by: text("by").notNull(),
    saw: text("saw").notNull(),
    artefactDigest: text("artefact_digest").notNull(),
    /** The item's. */
    systemId: uuid("system_id"),
  },
  (t) => [
    index("attestation_item").on(t.itemId),
    index("attestation_system").on(t.systemId, t.seenAt), // the newest of each system, however many there were
  ],
);

export const exception = pgTable(
  "exception",
  {
    id: id(),
    itemId: uuid("item_id").notNull(),
    requestedBy: text("requested_by").notNull(),
    approvedBy: text("approved_by").notNull(),
    approvedAt: instant("approved_at").notNull(),
    until: instant("until").notNull(),
    reason: text("reason").notNull(),
  },
  (t) => [index("exception_item").on(t.itemId)],
);

export const hold = pgTable(
  "hold",
  {
    id: id(),
    itemId: uuid("item_id").notNull(),
    authority: text("authority").notNull(),
    orderedAt: instant("ordered_at").notNull(),
    until: instant("until").notNull(),
  },
  (t) => [index("hold_item").on(t.itemId)],
);

/** Delete-after-retention and similar duties with a date; they do not hold a case open. */
export const obligation = pgTable("obligation", {
  id: id(),
  caseId: uuid("case_id").notNull(),
  itemId: uuid("item_id"),
  kind: text("kind").notNull(),
  dueAt: instant("due_at").notNull(),
  createdAt: instant("created_at").notNull(),
});

/** State changes of a case, insert-only. */
export const caseTransition = pgTable(
  "case_transition",
  {
    id: id(),
    caseId: uuid("case_id").notNull(),
    from: text("from").notNull(),
    to: text("to").notNull(),
    event: text("event").notNull(),
    outcome: text("outcome"),
    actor: text("actor").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [index("case_transition_case").on(t.caseId, t.at)],
);

export const assignment = pgTable(
  "assignment",
  {
    id: id(),
    stepId: uuid("step_id").notNull(),
    /** null: the step has no owner any more. */
    ownerIdentityId: uuid("owner_identity_id"),
    reason: text("reason").notNull(),
    by: text("by").notNull(),
    at: instant("at").notNull(),
    /** One act that assigned many steps; null for one that named its steps. */
    batchId: uuid("batch_id"),
    previousOwnerIdentityId: uuid("previous_owner_identity_id"),
    previousReason: text("previous_reason"),
  },
  (t) => [
    index("assignment_step").on(t.stepId),
    index("assignment_batch").on(t.batchId).where(sql`batch_id is not null`), // taking a whole act back
  ],
);

/** Requests and answers as evidence, redacted; deletable, digests of the full bodies stand in the entry. */
export const rawBlob = pgTable("raw_blob", {
  id: id(),
  exchanges: bytes("exchanges").notNull(),
});
