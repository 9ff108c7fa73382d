import { z } from "zod";
import {
  countTabs,
  type ListCursor,
  type ListRow,
  listCases,
  type VerdictOrder,
} from "#db/queries/views/list-cases.ts";
import { PASSING } from "#lib/core/access/passing.ts";
import { VERDICT_GROUP, VERDICTS, type VerdictKey } from "#lib/core/access/verdict-key.ts";
import { domainError } from "#lib/core/errors.ts";
import type { Instant } from "#lib/core/instant.ts";
import { ok, refused } from "#lib/core/result.ts";
import type { DeadlineView, ExposureView } from "#lib/core/views/exposure.ts";
import type { LeaverListView, LeaverRowView } from "#lib/core/views/leaver-list.ts";
import { LEAVER_TABS, type LeaverStatus } from "#lib/core/views/leaver-status.ts";
import { defineQuery } from "../_kit/query.ts";
import { eventTime, isoUtc } from "../_kit/times.ts";
import { outcomeStatus } from "./view/status.ts";

const ROWS_DEFAULT = 50;
const SYSTEMS_MAX = 24;

/** Under way: a later look settles them. All other open verdicts wait for a person. */
const UNDER_WAY: ReadonlySet<VerdictKey> = new Set(["not_started", "in_progress", "reported_removed", "expires_by"]);

const ORDER: VerdictOrder = {
  worstFirst: VERDICTS,
  needsPerson: VERDICTS.filter((key) => VERDICT_GROUP[key] === "open" && !UNDER_WAY.has(key)),
  verified: VERDICTS.filter((key) => VERDICT_GROUP[key] === "verified"),
  outside: VERDICTS.filter((key) => VERDICT_GROUP[key] === "outside"),
  present: ["still_present", "came_back"],
  passing: [...PASSING],
};

/** The list of leavers: one page of one tab, worst first. Two statements, whatever the number of leavers. */
export const listLeavers = defineQuery({
  name: "leaver.list",
  input: z.strictObject({
    tab: z.enum(LEAVER_TABS).default("needs_action"),
    cursor: z.string().max(200).optional().meta({ description: "nextCursor of the page before." }),
    limit: z.coerce.number().int().min(1).max(200).default(ROWS_DEFAULT),
  }),
  permission: "leaver:read",
  run: async (tx, _ctx, { tab, cursor, limit }) => {
    const after = cursor === undefined ? null : readCursor(cursor);
    if (after === undefined) return refused(domainError("input_invalid", { path: "cursor" }));
    const { counts, now } = await countTabs(tx, ORDER);
    const rows = await listCases(tx, tab, ORDER, after, limit + 1);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    const view: LeaverListView = {
      tabs: LEAVER_TABS.map((key) => ({ key, count: counts[key] })),
      tab,
      rows: page.map((row) => rowView(row, now)),
      total: counts.all,
      sortedBy: "worst verdict, then exposure",
      asOfIso: isoUtc(now),
      nextCursor: last === undefined ? null : cursorOf(last),
    };
    return ok(view);
  },
});

function rowView(row: ListRow, now: Instant): LeaverRowView {
  return {
    id: `LV-${row.number}`,
    personName: row.personName,
    effectiveEnd: eventTime(row),
    exposure: exposureOf(row, now),
    systems: row.systems
      .slice(0, SYSTEMS_MAX)
      .map(({ id, name, rank }) => ({ systemId: id, name, worst: VERDICTS[rank - 1] ?? "cannot_check" })),
    systemsTotal: row.systems.length,
    verified: row.verified,
    total: row.total,
    stillPresent: row.present,
    noOwner: row.noOwner,
    nextDeadline: deadlineOf(row),
    source: row.source,
    status: statusOf(row),
  };
}

function statusOf(row: ListRow): LeaverStatus {
  if (row.state === "archived") return outcomeStatus(row.outcome);
  return row.state === "open" && row.awaiting ? "awaiting_verification" : row.state;
}

/** The longest of the leaver's items, from the projection: lower from what was seen usable, upper until seen gone. */
function exposureOf(row: ListRow, now: Instant): ExposureView {
  const since = (at: Instant | null) => (at === null ? 0 : Math.max(0, at - row.effectiveAt));
  const lowerMicros = since(row.lastSeenUsableAt);
  if (now < row.effectiveAt) return { state: "not_due", lowerMicros: 0, upperMicros: 0, tail: "not_known" };
  // Without a single item nothing was read yet, and nothing is known.
  const running = row.open > 0 || row.systems.length === 0;
  const upperMicros = running ? now - row.effectiveAt : Math.max(lowerMicros, since(row.lastGoneAt));
  return {
    state: running ? "running" : "ended",
    lowerMicros,
    upperMicros,
    tail: row.seenUsable > 0 ? "usable" : "not_known",
  };
}

function deadlineOf(row: ListRow): DeadlineView | null {
  if (row.nextDueAt === null) return null;
  const state = row.lateUsable > 0 ? "missed" : row.late > 0 ? "undeterminable" : "due";
  return { atIso: isoUtc(row.nextDueAt), zone: row.zone, state };
}

function cursorOf({ rank, effectiveAt, number }: ListRow): string {
  return Buffer.from(JSON.stringify([rank, effectiveAt, number])).toString("base64url");
}

/** The columns' own types: what fits no column is no cursor of ours. */
const cursorSchema = z.tuple([z.int32(), z.int().min(0), z.int32()]);

function readCursor(text: string): ListCursor | undefined {
  try {
    const [rank, effectiveAt, number] = cursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
    return { rank, effectiveAt, number };
  } catch {
    // A cursor that was not made here: refused by the caller.
    return undefined;
  }
}
