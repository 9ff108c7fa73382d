import type { Completeness, ObservedFacts, Presence } from "../../core/access/observation.ts";
import type { CallFailure, Exchange, Finding, Listing, Look, RevokeOutcome, RevokeResult } from "../contract.ts";

/** What a look came to, beside what it was aimed at. */
export interface Seen {
  readonly presence: Presence;
  readonly completeness: Completeness;
  readonly facts?: ObservedFacts;
  readonly findings?: readonly Finding[];
}

/** A look with an answer. */
export function seen(sought: string, exchanges: readonly Exchange[], what: Seen): Look {
  const { presence, completeness, facts = {}, findings = [] } = what;
  return { presence, completeness, facts, sought, failure: null, findings, exchanges, retryAfter: null };
}

/** A look that settles nothing. */
export function unseen(
  sought: string,
  exchanges: readonly Exchange[],
  failure: CallFailure | null,
  findings: readonly Finding[] = [],
): Look {
  const completeness = failure === null ? "partial" : "failed";
  return { presence: "unknown", completeness, facts: {}, sought, failure, findings, exchanges, retryAfter: null };
}

/** Rows read to their end. */
export function listed<Row>(sought: string, exchanges: readonly Exchange[], rows: readonly Row[]): Listing<Row> {
  return { rows, complete: true, failure: null, sought, findings: [], exchanges, retryAfter: null };
}

/** Rows that are not all of them, or none. An incomplete listing proves nothing absent. */
export function listedInPart<Row>(
  sought: string,
  exchanges: readonly Exchange[],
  failure: CallFailure | null,
  findings: readonly Finding[] = [],
  rows: readonly Row[] = [],
): Listing<Row> {
  return { rows, complete: false, failure, sought, findings, exchanges, retryAfter: null };
}

/** What an act came to. */
export function acted(
  outcome: RevokeOutcome,
  exchanges: readonly Exchange[],
  findings: readonly Finding[] = [],
): RevokeResult {
  return { outcome, findings, exchanges, retryAfter: null };
}

/** There is no lever for this; nobody was called. */
export function unsupported(reason: string): RevokeResult {
  return { outcome: { kind: "unsupported", reason }, exchanges: [], retryAfter: null };
}
