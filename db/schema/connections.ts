import { boolean, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns.ts";

/**
 * A connection that somebody is about to make or change, with the trial that the worker runs of it. Deletable: what a
 * trial found of a person stands in it. Its secrets stand in system_secret under its id until it is saved.
 */
export const connectionDraft = pgTable(
  "connection_draft",
  {
    id: id(),
    /** The system it will be, or whose connection it replaces. Its secrets are sealed to this id. */
    systemId: uuid("system_id").notNull(),
    /** It changes the connection of a system that is there. */
    changes: boolean("changes").notNull(),
    /** Secrets of that system that were not entered anew are used: its calls go where they went. */
    keepsSecrets: boolean("keeps_secrets").notNull(),
    /** Nobody else sees it. */
    madeBy: text("made_by").notNull(),
    connector: text("connector").notNull(),
    config: jsonb("config").notNull(),
    touchedAt: instant("touched_at").notNull(),
    /** Fresh for every trial: what an earlier one still writes finds nothing. */
    trialId: uuid("trial_id"),
    /** asked, running or ended; null: none was asked for. */
    trialState: text("trial_state"),
    /** Person who is looked for; null: the connection itself is checked. */
    trialMail: text("trial_mail"),
    trialAskedAt: instant("trial_asked_at"),
    trialEndedAt: instant("trial_ended_at"),
    leaseUntil: instant("lease_until"),
    attempts: integer("attempts").notNull().default(0),
    /** Questions of the trial under way that were answered. */
    steps: jsonb("steps").notNull().default([]),
    /** What the check of these very settings came to; null: not checked. */
    checked: jsonb("checked"),
    /** What the trial with a person came to. */
    found: jsonb("found"),
  },
  (t) => [index("connection_draft_waiting").on(t.trialState, t.trialAskedAt)], // the next trial to run
);
