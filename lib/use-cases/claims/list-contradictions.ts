import { z } from "zod";
import type { ClaimsNarrowed } from "#db/queries/claims/claims-narrowed.ts";
import { countStandings, type StandingCount } from "#db/queries/claims/count-standings.ts";
import { groupContradictedItems } from "#db/queries/claims/find-contradicted-items.ts";
import { listStandings, type StandingListRow } from "#db/queries/claims/list-standings.ts";
import { listWaiting } from "#db/queries/claims/list-waiting.ts";
import type { Tx } from "#db/tx.ts";
import type { ClaimStanding } from "#lib/core/access/claim-standing.ts";
import { PASSING } from "#lib/core/access/passing.ts";
import { VERDICTS } from "#lib/core/access/verdict-key.ts";
import { domainError } from "#lib/core/errors.ts";
import { isLive } from "#lib/core/leaver/case-state.ts";
import { isPermitted } from "#lib/core/permissions.ts";
import { ok, refused } from "#lib/core/result.ts";
import { CLAIM_TABS, type ContradictionsView } from "#lib/core/views/contradictions.ts";
import { principalOf } from "../_kit/actor.ts";
import { claimFilterShape, readClaimFilter } from "../_kit/claim-filter.ts";
import { matchClaims } from "../_kit/match-claims.ts";
import { defineQuery } from "../_kit/query.ts";
import { isoUtc } from "../_kit/times.ts";
import { claimRowView, waitingView } from "./claim-view.ts";
import { bySystem, byTool, countsOf } from "./standing-counts.ts";

const ROWS_DEFAULT = 50;

/** What narrows the report. */
export const reportFilter = {
  tab: z.enum(CLAIM_TABS).default("contradicted"),
  ...claimFilterShape,
};

const input = z.strictObject({
  ...reportFilter,
  cursor: z.string().max(300).optional().meta({ description: "nextCursor of the page before." }),
  limit: z.coerce.number().int().min(1).max(200).default(ROWS_DEFAULT),
});

type Input = z.output<typeof input>;

/**
 * The contradiction report: how many tasks that others marked as carried out are contradicted by a later look, by tool
 * and by system, and claim and observation side by side. Three statements, whatever the number of claims; of what is not
 * matched, three more; and one for who may give the items owners. A period narrows everything: what lies outside it is in no
 * count.
 */
export const listContradictions = defineQuery<Input, ContradictionsView>({
  name: "claim.list_contradictions",
  input,
  permission: "claim:read",
  run: async (tx, ctx, asked) => {
    const filter = readClaimFilter(asked);
    if (!filter.ok) return filter;
    const after = asked.cursor === undefined ? null : readCursor(asked.cursor);
    if (after === undefined) return refused(domainError("input_invalid", { path: "cursor" }));
    const { counts, summary } = await countStandings(tx, filter.value.period);
    const filtered = counts.filter((one) => fits(one, asked));
    const systems = bySystem(counts);
    const mayAssign = isPermitted(principalOf(ctx.actor), "step:assign");
    const page = await pageOf(tx, asked, filter.value, after);
    return ok({
      tab: asked.tab,
      tool: asked.tool ?? null,
      system: systems.find((one) => one.systemId === asked.system) ?? null,
      period: { from: asked.from ?? null, to: asked.to ?? null },
      counts: countsOf(counts),
      filtered: countsOf(filtered),
      cameBack: filtered.reduce((sum, one) => sum + one.cameBack, 0),
      leavers: summary.leavers,
      notMatched: summary.notMatched,
      contradictedItems: mayAssign ? await countItems(tx, filter.value) : null,
      firstClaimIso: isoUtc(summary.firstClaimAt),
      lastClaimIso: isoUtc(summary.lastClaimAt),
      byTool: byTool(counts),
      bySystem: systems,
      ...page,
      sortedBy: asked.tab === "not_matched" ? "last received" : "worst verdict, then tier",
      asOfIso: isoUtc(summary.now),
    });
  },
});

function fits(one: StandingCount, { tool, system }: Input): boolean {
  return (tool === undefined || one.tool === tool) && (system === undefined || one.systemId === system);
}

type Cursor = z.output<typeof cursorSchema>;

async function pageOf(tx: Tx, { tab, limit }: Input, which: ClaimsNarrowed, after: Cursor | null) {
  if (tab === "not_matched") return waitingPage(tx, which, limit, after?.itemId ?? null);
  const rows = await standingRows(tx, tab, which, after, limit + 1);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { rows: shown.map(claimRowView), waiting: [], nextCursor: last === undefined ? null : cursorOf(last) };
}

/** Rows of one tab in the report's order. */
export function standingRows(
  tx: Tx,
  standing: ClaimStanding,
  which: ClaimsNarrowed,
  after: Cursor | null,
  rowsMax: number,
): Promise<StandingListRow[]> {
  return listStandings(tx, { standing, ...which }, VERDICTS, after, rowsMax);
}

/** Items behind the contradicted claims, and those of them for which something is left to do. */
async function countItems(tx: Tx, which: ClaimsNarrowed) {
  const groups = await groupContradictedItems(tx, which);
  const open = groups.filter((one) => !PASSING.has(one.verdict) && isLive(one.caseState));
  const sum = (some: typeof groups) => some.reduce((total, one) => total + one.steps, 0);
  return { all: sum(groups), open: sum(open) };
}

/** Why each waits is asked afresh: what it waited for may have come since, and the next inventory will match it. */
async function waitingPage(tx: Tx, which: ClaimsNarrowed, limit: number, before: string | null) {
  const rows = await listWaiting(tx, which, before, limit + 1);
  const shown = rows.slice(0, limit);
  const matches = await matchClaims(tx, shown);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    rows: [],
    waiting: shown.map((row, at) => waitingView(row, matches[at])),
    nextCursor: last === undefined ? null : encode({ rank: 0, tier: 0, claimedAt: 0, itemId: last.id, tool: "" }),
  };
}

function cursorOf({ rank, tier, claimedAt, itemId, tool }: StandingListRow): string {
  return encode({ rank, tier, claimedAt, itemId, tool });
}

function encode(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

/** The columns' own types: what fits no column is no cursor of ours. */
const cursorSchema = z.strictObject({
  rank: z.int32(),
  tier: z.int32(),
  claimedAt: z.int().min(0),
  itemId: z.uuid(),
  tool: z.string().max(60),
});

function readCursor(text: string): Cursor | undefined {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
  } catch {
    // A cursor that was not made here: refused by the caller.
    return undefined;
  }
}
