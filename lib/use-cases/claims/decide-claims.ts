import type { KnownToolClaim } from "#db/queries/claims/find-tool-claims.ts";
import { domainError } from "#lib/core/errors.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import type { ClaimMatch } from "../_kit/match-claims.ts";
import { type ClaimRow, type ClaimRowResult, refusedClaim } from "./claim-row.ts";

interface Indexed {
  readonly index: number;
  readonly row: ClaimRow;
}

/** A row that its source has not sent before. */
export interface NewRow extends Indexed {
  readonly id: string;
  readonly externalDigest: string;
  readonly inputHash: string;
}

interface Known {
  readonly inputHash: string;
  readonly caseNumber: number | null;
  readonly items: number;
}

/** Tells rows of one source that are new from those it sent before, within the batch as well. */
export async function decideRows(
  rows: readonly Indexed[],
  ctx: Pick<Ctx, "newId" | "sha256">,
  find: (digests: readonly string[]) => Promise<readonly KnownToolClaim[]>,
) {
  const hash = (text: string) => Buffer.from(ctx.sha256(new TextEncoder().encode(text))).toString("hex");
  const hashed = rows.map(({ index, row }): NewRow => {
    const externalDigest = hash(`${row.input.source}\0${row.input.externalId}`);
    return { index, row, id: ctx.newId(), externalDigest, inputHash: hash(row.content) };
  });
  const known = new Map<string, Known>();
  for (const one of await find(hashed.map((row) => row.externalDigest))) known.set(keyOf(one), one);
  const fresh: NewRow[] = [];
  const answers: ClaimRowResult[] = [];
  for (const one of hashed) {
    const key = keyOf({ externalDigest: one.externalDigest, state: one.row.state, statedAt: one.row.statedAt });
    const before = known.get(key);
    if (before === undefined) {
      known.set(key, { inputHash: one.inputHash, caseNumber: null, items: 0 });
      fresh.push(one);
    } else answers.push(knownRow(one, before));
  }
  return { fresh, answers };
}

function keyOf({ externalDigest, state, statedAt }: Pick<KnownToolClaim, "externalDigest" | "state" | "statedAt">) {
  return `${externalDigest} ${state} ${statedAt}`;
}

function knownRow({ index, inputHash }: NewRow, before: Known): ClaimRowResult {
  if (before.inputHash !== inputHash) return refusedClaim(index, domainError("claim_conflict", { path: "externalId" }));
  const leaver = labelOf(before.caseNumber);
  return { index, status: "duplicate", items: before.items, leaver, waits: null, error: null };
}

/**
 * The answer for a row that is new. Whoever brings a claim in answers for it: nobody does so on their own case, nor on an
 * item they attested to or excepted.
 */
export function answerOf(index: number, match: ClaimMatch, by: string): ClaimRowResult {
  if (match.waits !== null)
    return { index, status: "waiting", items: 0, leaver: null, waits: match.waits, error: null };
  if (match.subjectId === by) return refusedClaim(index, domainError("own_case"));
  if (match.items.some((item) => item.dutyHolders.includes(by)))
    return refusedClaim(index, domainError("separation_of_duties"));
  const leaver = labelOf(match.items[0]?.caseNumber ?? null);
  return { index, status: "matched", items: match.items.length, leaver, waits: null, error: null };
}

function labelOf(caseNumber: number | null): string | null {
  return caseNumber === null ? null : `LV-${caseNumber}`;
}
