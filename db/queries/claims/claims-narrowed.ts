import type { Fragment } from "postgres";
import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

/** From the first moment on, before the second; null: open. */
export interface ClaimPeriod {
  readonly fromAt: Instant | null;
  readonly untilAt: Instant | null;
}

/** Which claims are meant. */
export interface ClaimsNarrowed {
  readonly tool: string | null;
  readonly systemId: string | null;
  readonly period: ClaimPeriod;
}

/** Whether a period leaves anything out. */
export function isBounded({ fromAt, untilAt }: ClaimPeriod): boolean {
  return fromAt !== null || untilAt !== null;
}

/**
 * When a task belongs to: when its tool says it was carried out, else when the claim reached us. It chooses what is counted
 * and nothing more: whether a claim holds, and every span, goes by when it reached us.
 */
export function placedAt({ sql }: Tx, stated: Fragment, received: Fragment): Fragment {
  return sql`coalesce(${stated}, ${received})`;
}

/** Conditions of the period on a moment, each with its `and`. */
export function within({ sql }: Tx, at: Fragment, { fromAt, untilAt }: ClaimPeriod): Fragment {
  return sql`${fromAt === null ? sql`` : sql`and ${at} >= instant(${fromAt})`} ${untilAt === null ? sql`` : sql`and ${at} < instant(${untilAt})`}`;
}

/** Conditions on `claim_standing s`, each with its `and`. The claim is read only where a period asks for its time. */
export function narrowed(tx: Tx, { tool, systemId, period }: ClaimsNarrowed): Fragment {
  const { sql } = tx;
  const at = placedAt(tx, sql`k.stated_at`, sql`s.claimed_at`);
  return sql`
    ${tool === null ? sql`` : sql`and s.tool = ${tool}`} ${systemId === null ? sql`` : sql`and s.system_id = ${systemId}`}
    ${isBounded(period) ? sql`and exists (select from claim k where k.id = s.claim_id ${within(tx, at, period)})` : sql``}`;
}
