import type { ClaimSource, ClaimState } from "../../../lib/core/access/claim.ts";
import type { Goal } from "../../../lib/core/access/goal.ts";
import { LAYERS, type Layer, type LayerExists, type Means, type Tier } from "../../../lib/core/access/layer.ts";
import type {
  Completeness,
  Independence,
  ObservedFacts,
  Origin,
  Presence,
} from "../../../lib/core/access/observation.ts";
import { letsIn } from "../../../lib/core/access/read-access-end.ts";
import type { VerdictKey } from "../../../lib/core/access/verdict-key.ts";
import type { Instant } from "../../../lib/core/instant.ts";
import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";
import { foundHere, isReachable } from "./found-here.ts";

/** One item with what policy and inventory say of it. Instants in microseconds. */
export interface ItemFacts {
  readonly id: string;
  readonly caseId: string;
  readonly systemId: string;
  readonly layer: Layer;
  readonly goal: Goal;
  readonly accountId: string | null;
  readonly accessId: string | null;
  readonly tier: Tier;
  readonly effectiveAt: Instant;
  readonly dueAt: Instant;
  readonly foundAt: Instant | null;
  readonly inventoriedAt: Instant | null;
  readonly createdAt: Instant | null;
  readonly closedAt: Instant | null;
  /** Epoch the case stands in now; a step of another one is overtaken. */
  readonly epoch: number;
  readonly cancelled: boolean;
  /** Since when the system's connection leads where it does; null: since the beginning. */
  readonly placeSince: Instant | null;
  /** When the leaver was last found with it there; null: not since that. */
  readonly foundHereAt: Instant | null;
  /** Somebody switched acting on for the system, it was found where that leads, and the account is one person's own: others wait for a person's say. */
  readonly mayAct: boolean;
  /** Somebody switched acting on for the system. */
  readonly actingOn: boolean;
  readonly acting: boolean;
  readonly exists: LayerExists;
  readonly existsUntil: Instant | null;
  readonly observe: Means;
  readonly act: Means;
  readonly freshness: number;
  readonly staleAfter: number;
}

export interface ClaimFact {
  readonly itemId: string;
  readonly state: ClaimState;
  readonly source: ClaimSource;
  readonly actor: string;
  readonly at: Instant;
}

export interface ObservationFact {
  readonly itemId: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly presence: Presence;
  readonly completeness: Completeness;
  readonly independence: Independence;
  readonly origin: Origin;
  readonly facts: ObservedFacts;
}

/** Derived verdict as it stands in the projection. */
export interface StoredVerdict {
  readonly itemId: string;
  readonly caseId: string;
  readonly accountId: string | null;
  readonly layer: Layer;
  readonly key: VerdictKey;
  readonly reason: string;
  readonly until: Instant | null;
  readonly validUntil: Instant | null;
  readonly lastSeenUsableAt: Instant | null;
  readonly firstSeenGoneAt: Instant | null;
  readonly falseClosure: boolean;
}

export interface AttestationFact {
  readonly itemId: string;
  readonly seenAt: Instant;
  readonly recordedAt: Instant;
  readonly by: string;
  readonly saw: Presence;
  readonly artefact: string;
}

export interface ExceptionFact {
  readonly itemId: string;
  readonly approvedAt: Instant;
  readonly until: Instant;
  readonly requestedBy: string;
  readonly approvedBy: string;
  readonly reason: string;
}

export interface HoldFact {
  readonly itemId: string;
  readonly authority: string;
  readonly until: Instant;
  readonly orderedAt: Instant;
}

export interface Facts {
  readonly now: Instant;
  readonly items: readonly ItemFacts[];
  readonly claims: readonly ClaimFact[];
  readonly observations: readonly ObservationFact[];
  readonly attestations: readonly AttestationFact[];
  readonly exceptions: readonly ExceptionFact[];
  readonly holds: readonly HoldFact[];
  /** Stored verdicts of the items and of the other items of their accounts. */
  readonly verdicts: readonly StoredVerdict[];
}

/**
 * Loads everything a verdict is derived from, for many items in two round trips: which items, then all of theirs at
 * once. What depends on an item asked for comes along: accounts on what is theirs, and where the system keeps secrets
 * that the leaver could read, those on every way in there. Steps named in `landed` are not under way any more, though they are still leased.
 */
export async function loadFacts(tx: Tx, itemIds: readonly string[], landed: readonly string[] = []): Promise<Facts> {
  const related = await findRelated(tx, itemIds);
  const ids = plainList(related.map(({ id }) => id));
  const [clock, items, claims, observations, attestations, exceptions, holds, verdicts] = await Promise.all([
    tx.sql<{ now: Instant }[]>`select micros(clock_timestamp()) as now`,
    loadItems(tx, ids, landed),
    loadClaims(tx, ids),
    loadLooks(tx, related),
    tx.sql<AttestationFact[]>`
      select item_id as "itemId", micros(seen_at) as "seenAt", micros(recorded_at) as "recordedAt", by, saw, artefact_digest as artefact
      from attestation where item_id = any(${ids}::uuid[])`,
    tx.sql<ExceptionFact[]>`
      select item_id as "itemId", micros(approved_at) as "approvedAt", micros(until) as until, requested_by as "requestedBy",
        approved_by as "approvedBy", reason
      from exception where item_id = any(${ids}::uuid[])`,
    tx.sql<HoldFact[]>`
      select item_id as "itemId", authority, micros(until) as until, micros(ordered_at) as "orderedAt"
      from hold where item_id = any(${ids}::uuid[])`,
    loadVerdicts(tx, related),
  ]);
  const [clocked] = clock;
  if (clocked === undefined) throw new Error("the database's clock gave no row");
  return { now: clocked.now, items, claims, observations, attestations, exceptions, holds, verdicts };
}

const WAYS_IN = plainList(LAYERS.filter(letsIn));

interface Related {
  readonly id: string;
  readonly caseId: string;
  readonly accountId: string | null;
  readonly accessId: string | null;
}

/**
 * The items asked for and those whose verdicts depend on them. A known secret depends on every way in of its system:
 * where there is one, all of them come along, so that none of it is taken from a verdict stored earlier.
 */
async function findRelated({ sql }: Tx, itemIds: readonly string[]): Promise<readonly Related[]> {
  const ids = plainList(itemIds);
  return await sql<Related[]>`
    select i.id, i.case_id as "caseId", i.account_id as "accountId", i.access_id as "accessId"
    from case_item i where i.id = any(${ids}::uuid[])
    union
    select a.id, a.case_id, a.account_id, a.access_id
    from case_item i join case_item a on a.account_id = i.account_id and a.case_id = i.case_id
    where i.id = any(${ids}::uuid[]) and i.layer in ('session','credential','delegation') and a.layer = 'account'
    union
    select w.id, w.case_id, w.account_id, w.access_id
    from (select distinct i.case_id, i.system_id from case_item i
      where i.id = any(${ids}::uuid[]) and i.layer = any(${WAYS_IN}::text[])) p
    cross join lateral (
      -- Access by access, as in loadClaims.
      select from case_item s cross join lateral (
        select from observation o where o.access_id = s.access_id and o.facts @> '{"knownSecret": true}' limit 1) o
      where s.case_id = p.case_id and s.system_id = p.system_id and s.layer = 'credential' limit 1) k
    join case_item w on w.case_id = p.case_id and w.system_id = p.system_id and w.layer = any(${WAYS_IN}::text[])`;
}

async function loadItems({ sql }: Tx, ids: string, landed: readonly string[]): Promise<ItemFacts[]> {
  return await sql<ItemFacts[]>`
    select i.id, i.case_id as "caseId", i.system_id as "systemId", i.layer, i.goal, i.account_id as "accountId",
      i.access_id as "accessId", y.tier, micros(c.effective_at) as "effectiveAt", micros(i.due_at) as "dueAt",
      micros(i.found_at) as "foundAt", micros(i.inventoried_at) as "inventoriedAt",
      micros(a.created_at_target) as "createdAt", micros(c.closed_at) as "closedAt", c.epoch,
      micros(y.place_since) as "placeSince",
      case when y.place_since is not null then micros(${foundHere(sql)}) end as "foundHereAt",
      y.acting as "actingOn",
      y.acting and ${isReachable(sql)} and (i.account_id is null or exists (select from account n where n.id = i.account_id and n.kind = 'human'
        and (select count(distinct k.identity_id) from account_link k where k.account_id = n.id) < 2)) as "mayAct",
      c.state = 'cancelled' as cancelled,
      exists (select from step s where s.item_id = i.id and s.kind = 'act' and s.state = 'leased' and s.lease_until > now()
        and s.id <> all(${plainList(landed)}::uuid[])) as acting,
      coalesce(l.exists, 'unknown') as exists, micros(l.exists_until) as "existsUntil", coalesce(l.observe, 'none') as observe,
      coalesce(l.act, 'none') as act, coalesce(l.freshness_micros, 0) as freshness,
      coalesce(l.stale_after_micros, 86400000000) as "staleAfter"
    from case_item i
    join leaver_case c on c.id = i.case_id join system y on y.id = i.system_id
    left join access a on a.id = i.access_id
    left join system_layer l on l.system_id = i.system_id and l.layer = i.layer
    where i.id = any(${ids}::uuid[])`;
}

/**
 * Claims on the items. Item by item (`offset 0` keeps it so): over tables that grow faster than their statistics the
 * planner would rather read all of them than believe that an item has few.
 */
async function loadClaims({ sql }: Tx, ids: string): Promise<ClaimFact[]> {
  return await sql<ClaimFact[]>`
    select c.item_id as "itemId", c.state, c.source, c.actor, micros(c.at) as at
    from unnest(${ids}::uuid[]) as t(id) cross join lateral (select * from claim where item_id = t.id offset 0) c`;
}

/** Looks at the items' access; where an item stands for a layer that showed nothing, looks at that layer. */
async function loadLooks({ sql }: Tx, related: readonly Related[]): Promise<ObservationFact[]> {
  const seen = related.flatMap(({ id, accessId }) => (accessId === null ? [] : [{ id, accessId }]));
  const unseen = plainList(related.filter(({ accessId }) => accessId === null).map(({ id }) => id));
  return await sql<ObservationFact[]>`
    select t.id as "itemId", micros(o.started_at) as "startedAt", micros(o.ended_at) as "endedAt", o.presence, o.completeness,
      o.independence, o.origin, o.facts
    from unnest(${plainList(seen.map(({ id }) => id))}::uuid[], ${plainList(seen.map(({ accessId }) => accessId))}::uuid[]) as t(id, access_id)
    cross join lateral (select * from observation where access_id = t.access_id offset 0) o
    union all
    select i.id, micros(o.started_at), micros(o.ended_at), o.presence, o.completeness, o.independence, o.origin, o.facts
    from case_item i cross join lateral (
      select * from observation where access_id is null and case_id = i.case_id and system_id = i.system_id and layer = i.layer
      offset 0) o
    where i.id = any(${unseen}::uuid[])`;
}

/** Stored verdicts of the items and of their accounts' other items in the same case. */
async function loadVerdicts({ sql }: Tx, related: readonly Related[]): Promise<StoredVerdict[]> {
  const loose = plainList(related.filter(({ accountId }) => accountId === null).map(({ id }) => id));
  const accounts = new Map(
    related.flatMap(({ caseId, accountId }) =>
      accountId === null ? [] : [[`${caseId} ${accountId}`, { caseId, accountId }] as const],
    ),
  );
  const pairs = [...accounts.values()];
  return await sql<StoredVerdict[]>`
    with wanted as (
      select i.id, i.case_id, i.account_id, i.layer
      from unnest(${plainList(pairs.map(({ accountId }) => accountId))}::uuid[], ${plainList(pairs.map(({ caseId }) => caseId))}::uuid[]) as t(account_id, case_id)
      join case_item i on i.account_id = t.account_id and i.case_id = t.case_id
      union all
      select i.id, i.case_id, i.account_id, i.layer from case_item i where i.id = any(${loose}::uuid[])
    )
    select v.item_id as "itemId", i.case_id as "caseId", i.account_id as "accountId", i.layer, v.key, v.reason, micros(v.until) as until,
      micros(v.valid_until) as "validUntil", micros(v.last_seen_usable_at) as "lastSeenUsableAt",
      micros(v.first_seen_gone_at) as "firstSeenGoneAt", v.false_closure as "falseClosure"
    from wanted i join item_verdict v on v.item_id = i.id`;
}
