import { sql } from "drizzle-orm";
import { boolean, index, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns.ts";

/**
 * What another tool or ticket says was done, as it arrived; insert-only. It becomes a claim on each item it is matched
 * to; until then it waits here. Whom and what it names stands in profile_tool_claim.
 */
export const toolClaim = pgTable(
  "tool_claim",
  {
    id: id(),
    /** Name of the tool, e.g. `Okta Workflows`. */
    source: text("source").notNull(),
    kind: text("kind").notNull(),
    /** SHA-256 of the source's own id of the task: a ticket's number may lead to a person. */
    externalDigest: text("external_digest").notNull(),
    inputHash: text("input_hash").notNull(),
    state: text("state").notNull(),
    layer: text("layer"),
    statedAt: instant("stated_at"),
    receivedAt: instant("received_at").notNull(),
    /** Who answers for having brought it in. */
    by: text("by").notNull(),
  },
  (t) => [
    // One statement a task, state and stated time, however often and in whatever order it is sent.
    unique("tool_claim_statement").on(t.source, t.externalDigest, t.state, t.statedAt).nullsNotDistinct(),
  ],
);

/** Whom, where and what a tool's claim names, in its own words; deleting the row leaves the fact. */
export const profileToolClaim = pgTable(
  "profile_tool_claim",
  {
    claimId: uuid("claim_id").primaryKey(),
    personKey: text("person_key"),
    email: text("email"),
    systemName: text("system_name").notNull(),
    /** The one access it is about, such as a group; null: the layer. */
    accessName: text("access_name"),
    externalId: text("external_id").notNull(),
    title: text("title"),
    statedText: text("stated_text"),
  },
  (t) => [
    index("profile_tool_claim_person").on(t.personKey), // what waits for a person whose case has just been inventoried
    index("profile_tool_claim_email").on(t.email).where(sql`person_key is null`), // the same, where a mail is all there is
  ],
);

/**
 * Every name of a system that automation has ever used, once a tool: what it covers is told without a pass over its claims.
 * Tickets are people's work and not here. Free text of the tool's, and so deletable.
 */
export const profileToolSystem = pgTable(
  "profile_tool_system",
  {
    tool: text("tool").notNull(),
    systemName: text("system_name").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tool, t.systemName] })],
);

/** Another name of a system, as tools write it. */
export const systemAlias = pgTable("system_alias", {
  /** Letters and digits of the name alone, in lower case. */
  key: text("key").primaryKey(),
  systemId: uuid("system_id").notNull(),
  createdAt: instant("created_at").notNull(),
});

/**
 * What later looks made of a tool's claims on an item: one row a tool and item, so that no claim counts twice.
 * A projection, derived with the item's verdict.
 */
export const claimStanding = pgTable(
  "claim_standing",
  {
    itemId: uuid("item_id").notNull(),
    tool: text("tool").notNull(),
    caseId: uuid("case_id").notNull(),
    systemId: uuid("system_id").notNull(),
    claimId: uuid("claim_id").notNull(),
    standing: text("standing").notNull(),
    reason: text("reason").notNull(),
    cameBack: boolean("came_back").notNull(),
    claimedAt: instant("claimed_at").notNull(),
    seenAt: instant("seen_at"),
    presence: text("presence"),
    /** Until when it may await a look; read as Cannot check from then on. */
    until: instant("until"),
  },
  (t) => [
    primaryKey({ columns: [t.itemId, t.tool] }),
    index("claim_standing_standing").on(t.standing), // rows of one tab of the report
  ],
);
