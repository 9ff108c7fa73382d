import { sql } from "drizzle-orm";
import { boolean, index, integer, pgSequence, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns.ts";

/** A person or a non-human identity. Names and keys stand in profile_identity alone, which can be deleted. */
export const identity = pgTable("identity", {
  id: id(),
  kind: text("kind").notNull(),
  accountableIdentityId: uuid("accountable_identity_id"),
  createdAt: instant("created_at").notNull(),
  version: integer("version").notNull().default(1),
});

export const engagement = pgTable(
  "engagement",
  {
    id: id(),
    identityId: uuid("identity_id")
      .notNull()
      .references(() => identity.id),
    kind: text("kind").notNull(),
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [index("engagement_identity").on(t.identityId)], // all engagements of a person, for the keep set
);

/** What a live engagement carries: access that another engagement's end must not take away. */
export const engagementAccess = pgTable(
  "engagement_access",
  {
    engagementId: uuid("engagement_id")
      .notNull()
      .references(() => engagement.id),
    systemId: uuid("system_id").notNull(),
    /** One layer of the system, or `*` for all. */
    layer: text("layer").notNull().default("*"),
    reason: text("reason").notNull(),
  },
  (t) => [primaryKey({ columns: [t.engagementId, t.systemId, t.layer] })],
);

/** Personal values of an identity; deleting the row erases the person, facts and proofs stay. */
export const profileIdentity = pgTable(
  "profile_identity",
  {
    identityId: uuid("identity_id").primaryKey(),
    /** Key of the person in HR, e.g. an employee number. */
    personKey: text("person_key").notNull(),
    displayName: text("display_name").notNull(),
    emails: text("emails").array().notNull(),
    /** As the person's systems write them: some tell letter case apart. */
    userNames: text("user_names").array().notNull(),
    /** The same as they are compared, see `foldName`. */
    nameKeys: text("name_keys").array().notNull().default(sql`'{}'`),
    managerKey: text("manager_key"),
    zone: text("zone"),
  },
  (t) => [
    uniqueIndex("profile_identity_person_key").on(t.personKey), // correlation of events; one identity a key
    index("profile_identity_emails").using("gin", t.emails), // correlation by mail
    index("profile_identity_name_keys").using("gin", t.nameKeys), // whose account it is besides the leaver's
    index("profile_identity_display").on(sql`(lower(display_name) collate "C")`), // people by how their names begin
  ],
);

/** A user of Closeout itself. Linked to an identity so that nobody decides on their own case. */
export const appUser = pgTable(
  "app_user",
  {
    id: id(),
    identityId: uuid("identity_id"),
    role: text("role").notNull(),
    name: text("name").notNull(),
    email: text("email"),
    disabledAt: instant("disabled_at"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [uniqueIndex("app_user_email").on(t.email)], // sign-in finds one user
);

/** Browser session: the cookie holds a random id; only its SHA-256 is kept. */
export const appSession = pgTable(
  "app_session",
  {
    idDigest: text("id_digest").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => appUser.id),
    createdAt: instant("created_at").notNull(),
    seenAt: instant("seen_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [index("app_session_user").on(t.userId)], // all sessions of a user die when the user leaves
);

/** One-time sign-in link: GET shows a button, POST consumes. */
export const signInToken = pgTable("sign_in_token", {
  digest: text("digest").primaryKey(),
  userId: uuid("user_id")
    .notNull()
    .references(() => appUser.id),
  expiresAt: instant("expires_at").notNull(),
  usedAt: instant("used_at"),
});

/** Machine token. It carries the accountable human behind it, whom separation of duties compares. */
export const apiToken = pgTable("api_token", {
  id: id(),
  digest: text("digest").notNull().unique(),
  prefix: text("prefix").notNull(),
  name: text("name").notNull(),
  role: text("role").notNull(),
  userId: uuid("user_id")
    .notNull()
    .references(() => appUser.id),
  createdAt: instant("created_at").notNull(),
  lastUsedAt: instant("last_used_at"),
  revokedAt: instant("revoked_at"),
});

/** HR or IAM fact as it arrived; immutable. The text as sent and the person's key stand in profile_event. */
export const lifecycleEvent = pgTable(
  "lifecycle_event",
  {
    id: id(),
    source: text("source").notNull(),
    sourceEventId: text("source_event_id").notNull(),
    kind: text("kind").notNull(),
    identityId: uuid("identity_id").notNull(),
    engagementId: uuid("engagement_id").notNull(),
    effectiveAt: instant("effective_at").notNull(),
    zone: text("zone").notNull(),
    precision: text("precision").notNull(),
    notifiedAt: instant("notified_at"),
    receivedAt: instant("received_at").notNull(),
    inputHash: text("input_hash").notNull(),
    held: boolean("held").notNull().default(false),
  },
  (t) => [
    uniqueIndex("lifecycle_event_source").on(t.source, t.sourceEventId), // a duplicate is recognised, in any order
    index("lifecycle_event_received").on(t.source, t.receivedAt), // how many cases a source opened in the last hour
  ],
);

export const profileEvent = pgTable("profile_event", {
  eventId: uuid("event_id").primaryKey(),
  personKey: text("person_key").notNull(),
  effectiveText: text("effective_text").notNull(),
  payload: text("payload").notNull(),
});

/** Short numbers (LV-2041) that people say to each other; four digits from the first. */
export const leaverNumber = pgSequence("leaver_number", { startWith: 2001 });

export const leaverCase = pgTable(
  "leaver_case",
  {
    id: id(),
    number: integer("number").notNull().unique().default(sql`nextval('leaver_number')`),
    identityId: uuid("identity_id")
      .notNull()
      .references(() => identity.id),
    engagementId: uuid("engagement_id")
      .notNull()
      .references(() => engagement.id),
    epoch: integer("epoch").notNull(),
    eventId: uuid("event_id").notNull(),
    kind: text("kind").notNull(),
    state: text("state").notNull(),
    outcome: text("outcome"),
    effectiveAt: instant("effective_at").notNull(),
    zone: text("zone").notNull(),
    precision: text("precision").notNull(),
    notifiedAt: instant("notified_at"),
    openedAt: instant("opened_at").notNull(),
    /** When the inventory of every connected system was complete; null before. */
    inventoriedAt: instant("inventoried_at"),
    closedAt: instant("closed_at"),
    version: integer("version").notNull().default(1),
    /** Evidence chain: number of entries of this case, and the leaf hash of the last. */
    entryCount: integer("entry_count").notNull().default(0),
    lastLeaf: text("last_leaf"),
    settleAt: instant("settle_at"),
  },
  (t) => [
    uniqueIndex("leaver_case_epoch").on(t.identityId, t.engagementId, t.epoch), // exactly one case an epoch
    index("leaver_case_state").on(t.state, t.effectiveAt), // tabs of the list
    index("leaver_case_settle").on(t.settleAt).where(sql`settle_at is not null`), // cases whose gate must be asked again
  ],
);
