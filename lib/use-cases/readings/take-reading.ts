import { pauseTargets } from "#db/queries/budget/pause-targets.ts";
import { endReading } from "#db/queries/readings/end-reading.ts";
import { isHeld } from "#db/queries/readings/is-held.ts";
import { type LeasedReading, leaseReading as lease } from "#db/queries/readings/lease-reading.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import type { LogRead } from "#lib/connectors/contract.ts";
import type { LoggedClaim, SeenUse } from "#lib/connectors/contract-records.ts";
import { idOf } from "#lib/core/ids.ts";
import { type DurationMicros, HOUR, MINUTE, SECOND } from "#lib/core/instant.ts";
import { type Refused, type RefusedRow, withRefused } from "#lib/core/intake/reading-refusals.ts";
import { boundedPause } from "#lib/core/steps/backoff.ts";
import { systemTag } from "#lib/core/tags.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { executeBatch } from "../_kit/batch.ts";
import { readRefusals } from "./kept-refusals.ts";

export type { LeasedReading } from "#db/queries/readings/lease-reading.ts";

/** So long one read may take; then another worker begins it again where this one did. */
export const LEASE_SECONDS = 600;
/** Okta keeps its log for 90 days; of what is older, a file can be imported. */
const SINCE_DAYS = 30;

/** How often each is read: claims are waited for, and that a system is in use does not change within hours. */
const EVERY: Readonly<Record<LeasedReading["kind"], DurationMicros>> = { claims: 5 * MINUTE, use: 6 * HOUR };
/**
 * Between parts of one reading. Nobody waits for use, and what a vendor allows in a minute is for the work on leavers
 * first: Graph takes five requests for sign-ins in ten seconds.
 */
const BETWEEN_PARTS: Readonly<Record<LeasedReading["kind"], DurationMicros>> = { claims: 0, use: 3 * SECOND };
const AFTER_FAILURE: DurationMicros = 10 * MINUTE;

/** Takes the reading that has been due longest; undefined: none is. */
export function leaseReading(ctx: Ctx): Promise<LeasedReading | undefined> {
  return withTx(ctx.database, ALL_ROWS, "write", (tx) => lease(tx, LEASE_SECONDS, SINCE_DAYS));
}

/**
 * Whether what was read may be recorded: not, when another worker has the reading by now, or when the connection was
 * pointed elsewhere, whose records these are not.
 */
export function holdsReading(ctx: Ctx, reading: LeasedReading): Promise<boolean> {
  return withTx(ctx.database, ALL_ROWS, "read", (tx) => isHeld(tx, reading));
}

/** A read as far as its end is decided from it. */
export type ReadingCameTo = Pick<LogRead<unknown>, "next" | "more" | "failure" | "retryAfter"> & {
  readonly rows: number;
  /** Why the system could not be read at all, in a sentence; null: it was asked. */
  readonly sentence: string | null;
  /** Of the rows, those that were not taken. */
  readonly refused: readonly RefusedRow[];
};

/**
 * Ends a reading whose rows are recorded. Only one that came to its end goes on from there: after any other the next
 * begins where this one did, and what it brings again counts once.
 */
export function endOfReading(ctx: Ctx, reading: LeasedReading, came: ReadingCameTo): Promise<void> {
  const { systemId, kind, fence } = reading;
  const { next, more, failure, retryAfter, rows, sentence, refused } = came;
  const taken = rows - refused.length;
  const failed = sentence ?? (failure === null ? null : FAILURES[failure]);
  const waits = retryAfter === null ? 0 : boundedPause(retryAfter);
  const usual = failed !== null ? AFTER_FAILURE : more ? BETWEEN_PARTS[kind] : EVERY[kind];
  return executeBatch(ctx, async (tx) => {
    const cursor = failed === null ? next : reading.cursor;
    const { count: notTaken, rows: refusals } = refusedBy(reading, came);
    const pause = Math.max(waits, usual);
    if (waits > 0) await pauseTargets(tx, new Map([[systemId, waits]]));
    const ended = await endReading(tx, {
      systemId,
      kind,
      fence,
      cursor,
      failure: failed,
      rows: taken,
      pause,
      refused: notTaken,
      refusals,
    });
    if (!ended) return { wrote: false, result: undefined };
    const system = idOf<"system">(systemId);
    const data = { system, reading: kind, rows, refused: refused.length, failure };
    const touches = ["systems", "leavers", systemTag(systemId)] as const;
    return { wrote: true, result: undefined, evidence: [{ kind: "reading.ended", caseId: null, data }], touches };
  });
}

/** From the beginning what was refused before is refused again, and counts anew. */
function refusedBy({ cursor, refused, refusals }: LeasedReading, came: ReadingCameTo): Refused {
  const before = cursor === null ? { count: 0, rows: [] } : { count: refused, rows: readRefusals(refusals) };
  return withRefused(before, came.refused);
}

const FAILURES: Readonly<Record<NonNullable<ReadingCameTo["failure"]>, string>> = {
  timeout: "The system did not answer in time.",
  connection: "The system could not be reached.",
  certificate: "The system's certificate is not trusted, and nothing was sent.",
  too_large: "The answer was longer than is taken.",
  not_json: "The answer could not be read.",
  unexpected_shape: "The answer was not what this system documents, or the credential may not read it.",
  redirect: "The system sent us to another address; it was not followed.",
  blocked_address: "The address is not allowed as a target.",
  unauthorised: "The system refused the credentials.",
  rate_limited: "The system asked for a pause.",
  server_error: "The system failed.",
};

/** A claim as the API would be sent it. What names no system is about the one that was read. */
export function claimRow(
  { system, email, personKey, access, statedAt, ...claim }: LoggedClaim,
  source: string,
  slug: string,
) {
  return {
    ...claim,
    source,
    system: system ?? slug,
    ...(email === null ? {} : { email }),
    ...(personKey === null ? {} : { personKey }),
    ...(access === null ? {} : { access }),
    ...(statedAt === null ? {} : { statedAt }),
  };
}

/** A use as the API would be sent it. */
export function sightingRow({ domain, person, seenAt, scope, ...use }: SeenUse, source: string) {
  return {
    ...use,
    source,
    ...(domain === null ? {} : { domain }),
    ...(person === null ? {} : { person }),
    ...(seenAt === null ? {} : { seenAt }),
    ...(scope === null ? {} : { scope }),
  };
}
