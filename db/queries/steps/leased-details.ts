import type postgres from "postgres";
import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

/** One leased step, with what the worker needs to carry it out. */
export interface LeasedStep {
  readonly id: string;
  readonly kind: "inventory" | "act" | "observe" | "check" | "discovery";
  readonly caseId: string | null;
  readonly itemId: string | null;
  readonly systemId: string;
  readonly systemVersion: number;
  /** Since when the connection has led where it did when the step was leased; null: since the beginning. */
  readonly placeSince: Instant | null;
  readonly epoch: number;
  readonly fence: number;
  readonly attempts: number;
  readonly attemptsMax: number;
  readonly layer: string | null;
  readonly goal: string | null;
  readonly accountId: string | null;
  readonly accessId: string | null;
  readonly accountNativeId: string | null;
  readonly nativeKey: string | null;
  readonly before: unknown;
  readonly freshnessMicros: number | null;
  readonly userNames: readonly string[] | null;
  readonly emails: readonly string[] | null;
  readonly personKey: string | null;
  /** Database clock while it was leased, microseconds: before anything is called for it. */
  readonly leasedAt: number;
}

/** The end of a statement whose part `leased` holds rows of steps: what the worker needs to carry them out. */
export function leasedDetails({ sql }: Tx): postgres.PendingQuery<LeasedStep[]> {
  return sql<LeasedStep[]>`
    select s.id, s.kind, s.case_id as "caseId", s.item_id as "itemId", s.system_id as "systemId", y.version as "systemVersion",
      micros(y.place_since) as "placeSince",
      s.epoch, s.fence, s.attempts, s.attempts_max as "attemptsMax", i.layer, i.goal, i.account_id as "accountId",
      i.access_id as "accessId", pa.native_id as "accountNativeId", px.native_key as "nativeKey", a.before,
      l.freshness_micros as "freshnessMicros", pi.user_names as "userNames", pi.emails, pi.person_key as "personKey",
      micros(clock_timestamp()) as "leasedAt"
    from leased s
    join system y on y.id = s.system_id
    left join case_item i on i.id = s.item_id
    left join access a on a.id = i.access_id
    left join profile_access px on px.access_id = i.access_id
    left join profile_account pa on pa.account_id = i.account_id
    left join system_layer l on l.system_id = s.system_id and l.layer = i.layer
    left join leaver_case c on c.id = s.case_id and s.kind = 'inventory'
    left join profile_identity pi on pi.identity_id = c.identity_id`;
}
