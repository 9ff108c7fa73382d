import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, id, instant } from "./columns.ts";
import { connectionDraft } from "./connections.ts";

export const system = pgTable("system", {
  id: id(),
  slug: text("slug").notNull().unique(),
  name: text("name").notNull(),
  tier: smallint("tier").notNull(),
  connector: text("connector"),
  config: jsonb("config").notNull().default({}),
  dialect: jsonb("dialect").notNull().default({}),
  ownerIdentityId: uuid("owner_identity_id"),
  deputyIdentityId: uuid("deputy_identity_id"),
  /** Whose credential the connector signs in with, where it is somebody's. */
  credentialOwnerIdentityId: uuid("credential_owner_identity_id"),
  /** Observe-only until somebody switches acting on. */
  acting: boolean("acting").notNull().default(false),
  createdAt: instant("created_at").notNull(),
  checkedAt: instant("checked_at"),
  checkFindings: jsonb("check_findings").notNull().default([]),
  checkOk: boolean("check_ok"),
  /** What the connector can do in this very system, layer by layer, as the last check learned it; null: not learned. */
  checkLayers: jsonb("check_layers"),
  retiredAt: instant("retired_at"),
  /** Since when the connection leads where it does; null: it never led elsewhere. What was called before counts for nothing. */
  placeSince: instant("place_since"),
  version: integer("version").notNull().default(1),
});

/** Whether a layer exists in a system and how it is acted on and looked at. */
export const systemLayer = pgTable(
  "system_layer",
  {
    systemId: uuid("system_id")
      .notNull()
      .references(() => system.id),
    layer: text("layer").notNull(),
    exists: text("exists").notNull(),
    existsUntil: instant("exists_until"),
    attestedBy: text("attested_by"),
    act: text("act").notNull(),
    observe: text("observe").notNull(),
    freshnessMicros: bigint("freshness_micros", { mode: "number" }).notNull(),
    staleAfterMicros: bigint("stale_after_micros", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.systemId, t.layer] })],
);

/** Connector secrets, sealed to the worker's key: web can write them and never read them. */
export const systemSecret = pgTable(
  "system_secret",
  {
    /** The system, or the one that a draft will be: it need not be there yet. */
    systemId: uuid("system_id").notNull(),
    name: text("name").notNull(),
    sealed: bytes("sealed").notNull(),
    createdAt: instant("created_at").notNull(),
    /** Not the system's until the draft is saved; gone with the draft. */
    draftId: uuid("draft_id").references(() => connectionDraft.id, { onDelete: "cascade" }),
  },
  (t) => [unique("system_secret_name").on(t.systemId, t.name, t.draftId).nullsNotDistinct()],
);

/** Calls in flight and pauses a target asked for; shared by all workers. */
export const targetBudget = pgTable("target_budget", {
  systemId: uuid("system_id")
    .primaryKey()
    .references(() => system.id),
  inFlightMax: integer("in_flight_max").notNull(),
  blockedUntil: instant("blocked_until"),
});

/** How many of a target's calls each worker may have in flight until the permit ends. */
export const targetPermit = pgTable(
  "target_permit",
  {
    systemId: uuid("system_id").notNull(),
    workerId: uuid("worker_id").notNull(),
    permits: integer("permits").notNull(),
    until: instant("until").notNull(),
  },
  (t) => [primaryKey({ columns: [t.systemId, t.workerId] })],
);

export const worker = pgTable("worker", {
  id: id(),
  startedAt: instant("started_at").notNull(),
  seenAt: instant("seen_at").notNull(),
  schemaVersion: text("schema_version").notNull(),
});

/** (system, native id, generation). The native id stands in profile_account. */
export const account = pgTable(
  "account",
  {
    id: id(),
    systemId: uuid("system_id")
      .notNull()
      .references(() => system.id),
    generation: integer("generation").notNull().default(1),
    kind: text("kind").notNull(),
    firstSeenAt: instant("first_seen_at").notNull(),
  },
  (t) => [index("account_system").on(t.systemId)], // sweeps go system by system
);

export const profileAccount = pgTable(
  "profile_account",
  {
    accountId: uuid("account_id").primaryKey(),
    systemId: uuid("system_id").notNull(),
    generation: integer("generation").notNull().default(1),
    nativeId: text("native_id").notNull(),
    userName: text("user_name").notNull(),
    displayName: text("display_name"),
    emails: text("emails").array().notNull(),
  },
  (t) => [uniqueIndex("profile_account_native").on(t.systemId, t.nativeId, t.generation)], // one account a native id
);

export const accountLink = pgTable(
  "account_link",
  {
    accountId: uuid("account_id")
      .notNull()
      .references(() => account.id),
    identityId: uuid("identity_id").notNull(),
    relation: text("relation").notNull(),
    reason: text("reason").notNull(),
    linkedAt: instant("linked_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.identityId, t.relation] }),
    index("account_link_identity").on(t.identityId), // actual access of a person
  ],
);

/** One access of one account on one layer; on layer `account` the account itself. Exists without any case. */
export const access = pgTable(
  "access",
  {
    id: id(),
    systemId: uuid("system_id").notNull(),
    accountId: uuid("account_id")
      .notNull()
      .references(() => account.id),
    layer: text("layer").notNull(),
    firstSeenAt: instant("first_seen_at").notNull(),
    createdAtTarget: instant("created_at_target"),
    /** Counts around it at inventory, so that a later look notices damage; holds no identifier. */
    before: jsonb("before"),
  },
  (t) => [index("access_account").on(t.accountId)], // siblings of an account
);

export const profileAccess = pgTable(
  "profile_access",
  {
    accessId: uuid("access_id").primaryKey(),
    accountId: uuid("account_id").notNull(),
    layer: text("layer").notNull(),
    nativeKey: text("native_key").notNull(),
    label: text("label").notNull(),
  },
  (t) => [
    uniqueIndex("profile_access_native").on(t.accountId, t.layer, t.nativeKey), // one access a native key
    // Administrators, for the proposal of an owner: few among all access there is.
    index("profile_access_admin")
      .on(t.accountId)
      .where(sql`layer in ('group','entitlement') and label ~* '(^|[^a-z])admin'`),
  ],
);

/** A source whose events would open too many cases; nothing of it is touched until a second person releases it. */
export const sourceHold = pgTable("source_hold", {
  id: id(),
  source: text("source").notNull(),
  reason: text("reason").notNull(),
  asked: integer("asked").notNull(),
  limit: integer("limit").notNull(),
  heldAt: instant("held_at").notNull(),
  releasedAt: instant("released_at"),
  releasedBy: text("released_by"),
});

export const systemListing = pgTable("system_listing", {
  systemId: uuid("system_id").primaryKey(),
  rowCount: integer("row_count").notNull(),
  listedAt: instant("listed_at").notNull(),
  complete: boolean("complete").notNull().default(sql`false`),
});
