import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant, nameKey } from "./columns.ts";
import { system } from "./systems.ts";

/** A full listing of a system under way or over. Its id is its step's; the cursor is where a later worker goes on. */
export const discoveryRun = pgTable(
  "discovery_run",
  {
    id: id(),
    systemId: uuid("system_id")
      .notNull()
      .references(() => system.id),
    state: text("state").notNull(),
    askedBy: text("asked_by").notNull(),
    changedSince: instant("changed_since"),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at"),
    cursor: text("cursor"),
    pages: integer("pages").notNull().default(0),
    rows: integer("rows").notNull().default(0),
    unreadable: integer("unreadable").notNull().default(0),
    totalFirst: integer("total_first"),
    totalLast: integer("total_last"),
    failure: text("failure"),
    complete: boolean("complete"),
    accounts: integer("accounts"),
    uncorrelated: integer("uncorrelated"),
    ofLeavers: integer("of_leavers"),
    gone: integer("gone"),
  },
  (t) => [
    index("discovery_run_system").on(t.systemId, t.startedAt), // a system's runs, latest first
    uniqueIndex("discovery_run_live").on(t.systemId).where(sql`state = 'running'`), // one at a time
  ],
);

/** Every account a system lists, leaver's or not: personal values, deletable. Nothing is concluded of a person from it alone. */
export const profileListedAccount = pgTable(
  "profile_listed_account",
  {
    systemId: uuid("system_id").notNull(),
    nativeId: text("native_id").notNull(),
    /** The run that saw it last. */
    runId: uuid("run_id").notNull(),
    /** The run that saw it first. */
    firstRunId: uuid("first_run_id").notNull(),
    userName: text("user_name").notNull(),
    /** The user name in small letters. A column, since row security keeps an index over a function from being used for anything but order. */
    nameKey: nameKey("name_key").notNull(),
    displayName: text("display_name"),
    emails: text("emails").array().notNull(),
    externalId: text("external_id"),
    kind: text("kind").notNull(),
    presence: text("presence").notNull(),
    /** uncorrelated, left (somebody's who has left) or person. */
    standing: text("standing").notNull(),
    /** Who has left; of everybody else it is not said. */
    identityId: uuid("identity_id"),
    reason: text("reason"),
    goneAt: instant("gone_at"),
  },
  (t) => [
    primaryKey({ columns: [t.systemId, t.nativeId] }),
    // Each tab of the screen by name: a page of any costs what is on it, however many accounts there are.
    index("profile_listed_account_name").on(t.systemId, t.nameKey, t.nativeId),
    index("profile_listed_account_left")
      .on(t.systemId, t.nameKey, t.nativeId)
      .where(sql`standing = 'left' and gone_at is null and presence <> 'disabled'`),
    index("profile_listed_account_nobody")
      .on(t.systemId, t.nameKey, t.nativeId)
      .where(sql`standing = 'uncorrelated' and gone_at is null and presence <> 'disabled'`),
    index("profile_listed_account_not_human")
      .on(t.systemId, t.nameKey, t.nativeId)
      .where(sql`kind <> 'human' and gone_at is null`),
    index("profile_listed_account_gone").on(t.systemId, t.nameKey, t.nativeId).where(sql`gone_at is not null`),
  ],
);
