import { z } from "zod";
import { addToolClaims, type NewToolClaim } from "#db/queries/claims/add-tool-claims.ts";
import { findToolClaims } from "#db/queries/claims/find-tool-claims.ts";
import { lockSource } from "#db/queries/intake/lock-source.ts";
import { askToSettle } from "#db/queries/leavers/ask-to-settle.ts";
import type { Tx } from "#db/tx.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { leaverTag } from "#lib/core/tags.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineCommand, done, type RunCtx } from "../_kit/command.ts";
import { deriveVerdicts } from "../_kit/derive-verdicts.ts";
import { type ClaimMatch, matchClaims } from "../_kit/match-claims.ts";
import { lookAfter, recordMatches } from "../_kit/record-matches.ts";
import { type ClaimRow, type ClaimRowResult, readClaimRow, refusedClaim, sourceOf } from "./claim-row.ts";
import { answerOf, decideRows, type NewRow } from "./decide-claims.ts";

/** Rows of one transaction. Larger batches come as several. */
export const ROWS_PER_TRANSACTION = 500;

const input = z.strictObject({
  /** Each row is read on its own: one bad row refuses itself, not the others. */
  claims: z.array(z.unknown()).min(1).max(ROWS_PER_TRANSACTION),
  /** Place of the first row in what was sent. */
  first: z.int().min(0).default(0),
});

interface ClaimsRecorded {
  readonly results: readonly ClaimRowResult[];
  readonly caseIds: readonly string[];
}

/**
 * Takes in what other tools and tickets say was done, in any order, as often as it is sent: source, task, state and stated
 * time make one statement. It closes nothing. On each item it is about it becomes a claim, whose time is ours; Closeout
 * looks again after freshness. What is about nothing yet is kept and matched when it appears.
 */
export const recordToolClaims = defineCommand<z.output<typeof input>, ClaimsRecorded>({
  name: "claim.record",
  input,
  permission: "claim:record",
  touches: (_input, { caseIds }) => ["leavers", ...caseIds.map(leaverTag)],
  run: async (tx, ctx, { claims, first }) => {
    const { good, results } = readRows(claims, first);
    const evidence: Entry[] = [];
    const matches: ClaimMatch[] = [];
    for (const source of [...new Set(good.map(({ row }) => row.input.source))].sort()) {
      const ofSource = good.filter(({ row }) => row.input.source === source);
      const taken = await takeSource(tx, ctx, source, ofSource);
      results.push(...taken.results);
      matches.push(...taken.matches);
      evidence.push(...taken.entries);
    }
    const written = await recordMatches(tx, ctx, matches);
    const { entries, now } = await deriveVerdicts(tx, written.itemIds, ctx.newId);
    const looks = await lookAfter(tx, ctx, written.looks, now ?? 0);
    await askToSettle(tx, written.caseIds);
    results.sort((one, other) => one.index - other.index);
    const refused = results.flatMap((row) => refusal(row, claims[row.index - first]));
    return done(
      { results, caseIds: written.caseIds },
      [summary(ctx, results), ...refused, ...evidence, ...written.entries, ...entries],
      { wakes: looks > 0 },
    );
  },
});

export interface IndexedClaim {
  readonly index: number;
  readonly row: ClaimRow;
}

function readRows(claims: readonly unknown[], first: number) {
  const good: IndexedClaim[] = [];
  const results: ClaimRowResult[] = [];
  for (const [at, raw] of claims.entries()) {
    const read = readClaimRow(raw);
    if (read.ok) good.push({ index: first + at, row: read.value });
    else results.push(refusedClaim(first + at, read.reasons[0]));
  }
  return { good, results };
}

/** Keeps what is new of one source's rows and finds what it is about. One request of a source after the other. */
async function takeSource(tx: Tx, ctx: RunCtx, source: string, rows: readonly IndexedClaim[]) {
  await lockSource(tx, source);
  const by = accountableText(ctx.actor);
  const { fresh, answers } = await decideRows(rows, ctx, (digests) => findToolClaims(tx, source, digests));
  const matched = await matchClaims(
    tx,
    fresh.map((one) => statedClaim(one, by)),
  );
  const results = [...answers];
  const taken: NewToolClaim[] = [];
  const matches: ClaimMatch[] = [];
  const entries: Entry[] = [];
  for (const [at, match] of matched.entries()) {
    const one = fresh[at];
    if (one === undefined) continue;
    const answer = answerOf(one.index, match, by);
    results.push(answer);
    if (answer.status === "refused") continue;
    matches.push(match);
    taken.push(rowOf(one, by));
    entries.push(recorded(one, match));
  }
  await addToolClaims(tx, taken);
  return { results, matches, entries };
}

function statedClaim({ id, row }: NewRow, by: string) {
  const { input, email, layer, state, statedAt } = row;
  const { kind, personKey = null, system: systemName, access: accessName = null } = input;
  return { id, kind, state, layer, statedAt, by, personKey, email, systemName, accessName };
}

function rowOf(one: NewRow, by: string): NewToolClaim {
  const { externalDigest, inputHash, row } = one;
  const { source, externalId, title = null, statedAt: statedText = null } = row.input;
  return { ...statedClaim(one, by), source, externalDigest, inputHash, externalId, title, statedText };
}

function recorded({ id, row }: NewRow, match: ClaimMatch): Entry {
  const { state, layer, statedAt, input } = row;
  const items = match.waits === null ? match.items.length : 0;
  const data = { toolClaim: id, source: input.source, state, layer, statedAt, items, waits: match.waits };
  return { kind: "tool_claim.recorded", caseId: null, data };
}

function refusal({ index, error }: ClaimRowResult, raw: unknown): Entry[] {
  if (error === null) return [];
  const data = { source: sourceOf(raw), row: index, code: error.code };
  return [{ kind: "tool_claim.refused", caseId: null, data }];
}

/** Says how many rows came and went, so that no batch is without an entry. */
function summary(ctx: RunCtx, results: readonly ClaimRowResult[]): Entry {
  const refused = results.filter((row) => row.status === "refused").length;
  const data = { import: ctx.requestId, rows: results.length, accepted: results.length - refused, refused };
  return { kind: "import.finished", caseId: null, data };
}
