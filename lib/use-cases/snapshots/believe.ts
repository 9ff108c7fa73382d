import { lockCases } from "#db/queries/cases/lock-cases.ts";
import { dateItems } from "#db/queries/inventory/date-items.ts";
import { finishInventories } from "#db/queries/inventory/finish-inventories.ts";
import { listItemsOf } from "#db/queries/inventory/list-items-of.ts";
import { loadScope } from "#db/queries/inventory/load-scope.ts";
import { askToSettle } from "#db/queries/leavers/ask-to-settle.ts";
import { endAnsweredSteps, finishReads, listItemsWith } from "#db/queries/snapshots/finish-reads.ts";
import { loadLinkedAccounts } from "#db/queries/snapshots/load-known.ts";
import { loadRows } from "#db/queries/snapshots/load-rows.ts";
import { loadSubjectCases, type SubjectCase } from "#db/queries/snapshots/load-subjects.ts";
import type { LockedSnapshot } from "#db/queries/snapshots/lock-snapshot.ts";
import type { Tx } from "#db/tx.ts";
import type { Layer } from "#lib/core/access/layer.ts";
import { VERDICT_GROUP } from "#lib/core/access/verdict-key.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { humanBehind } from "#lib/core/ownership/accountable.ts";
import { provedLayers } from "#lib/core/snapshot/changed-columns.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { accountableOf } from "../_kit/actor.ts";
import { deriveVerdicts } from "../_kit/derive-verdicts.ts";
import { planEntries } from "../_kit/inventory/entries.ts";
import { recordFound } from "../_kit/inventory/found.ts";
import type { PersonRead } from "../_kit/inventory/person-read.ts";
import { planSystem } from "../_kit/inventory/plan.ts";
import { writePlans } from "../_kit/inventory/write-plans.ts";
import { matchWaiting } from "../_kit/record-matches.ts";
import { recordListed } from "./looks-of.ts";
import { mergeRows } from "./merge-rows.ts";
import { readsOf, underKnownIds } from "./reads-of.ts";
import { supplierOf } from "./supplier.ts";

/** What a believed list came to. */
export interface Believed {
  readonly caseIds: readonly string[];
  /** Leavers of whom the list shows an account. */
  readonly leaversFound: number;
  /** Leavers left out because the list was supplied by themselves. */
  readonly ownCases: number;
  readonly accounts: number;
  readonly observations: number;
  readonly entries: readonly Entry[];
}

/**
 * Makes facts of a list: accounts and access of leavers (which exist without any case), what it shows of all that is
 * known, items and steps of the plan, and the verdicts that follow.
 */
export async function believe(tx: Tx, ctx: Ctx, snapshot: LockedSnapshot): Promise<Believed> {
  const supplier = supplierOf(snapshot.suppliedBy);
  const looked = await loadSubjectCases(tx, snapshot.id);
  // Nobody observes their own access, and nobody accepts a list that decides on it.
  const own = new Set<string | null>([
    humanBehind(supplier),
    snapshot.releasedBy,
    humanBehind(accountableOf(ctx.actor)),
  ]);
  const cases = looked.filter((one) => !own.has(one.identityId));
  const caseIds = cases.map((one) => one.caseId);
  await lockCases(tx, caseIds);
  const listed = mergeRows(await loadRows(tx, snapshot.id));
  const identityIds = cases.map((one) => one.identityId);
  const linked = snapshot.kind === "users" ? [] : await loadLinkedAccounts(tx, snapshot.systemId, identityIds);
  const rows = snapshot.kind === "users" ? listed : underKnownIds(listed, linked);
  const reads = readsOf(snapshot, cases, rows, linked);
  const scopes = await loadScope(
    tx,
    caseIds,
    caseIds.map(() => snapshot.systemId),
  );
  const found = await recordFound(tx, ctx, reads, scopes);
  const reachable = reachableIn(snapshot, cases, reads);
  const planned = await plan(tx, ctx, { snapshot, reads, scopes, found: found.byResult });
  // What other tools said before there was anything it could be about: the list may be what shows it.
  const claimed = await matchWaiting(tx, ctx, caseIds);
  const seen = await recordListed(tx, ctx, {
    ...{ snapshot, rows, cases, found: found.byResult, reachable, supplier, own },
    proved: provedBy(snapshot),
    late: new Set(linked.filter((one) => one.knownSince > snapshot.matchedAt).map((one) => one.identityId)),
  });
  const derived = await derive(tx, ctx, snapshot, {
    caseIds,
    wholeIds: caseIds.filter((_caseId, at) => reads[at]?.complete),
    added: [...planned.added, ...claimed.itemIds],
    accessIds: seen.accessIds,
  });
  if (snapshot.complete && snapshot.kind === "users")
    await finishReads(
      tx,
      snapshot.systemId,
      stepsOf(
        ctx,
        cases.filter(({ caseId }) => reachable(caseId)),
      ),
      snapshot.extractedAt,
    );
  await finishInventories(tx, caseIds);
  await askToSettle(tx, [...new Set([...caseIds, ...derived.caseIds])]);
  return {
    caseIds: [...new Set([...caseIds, ...derived.caseIds])],
    leaversFound: reads.filter((read) => read.accounts.some(({ presence }) => presence !== "absent")).length,
    ownCases: looked.length - cases.length,
    accounts: reads.reduce((sum, read) => sum + read.accounts.length, 0),
    observations: seen.observations,
    entries: [...found.entries, ...seen.entries, ...planned.entries, ...claimed.entries, ...derived.entries],
  };
}

function provedBy({ kind, layers, findings }: LockedSnapshot): readonly Layer[] {
  return provedLayers(kind, layers, findings);
}

/**
 * A list of users speaks only of people whom one of its keys could name; one of groups or keys, that names accounts by
 * their ids, of people whose accounts are known.
 */
function reachableIn(
  { kind }: LockedSnapshot,
  cases: readonly SubjectCase[],
  reads: readonly PersonRead[],
): (caseId: string) => boolean {
  const reached =
    kind === "users"
      ? cases.filter((one) => one.couldMatch).map((one) => one.caseId)
      : reads.filter((read) => read.accounts.length > 0).map((read) => read.step.caseId);
  const known = new Set(reached);
  return (caseId) => known.has(caseId);
}

interface ToPlan {
  readonly snapshot: LockedSnapshot;
  readonly reads: readonly PersonRead[];
  readonly scopes: Awaited<ReturnType<typeof loadScope>>;
  readonly found: Awaited<ReturnType<typeof recordFound>>["byResult"];
}

async function plan(tx: Tx, ctx: Ctx, { snapshot, reads, scopes, found }: ToPlan) {
  const { extractedAt, receivedAt } = snapshot;
  const layers = provedBy(snapshot);
  const plans = reads.flatMap((result, at) => {
    const scope = scopes[at];
    if (scope === undefined) return [];
    const shows = ({ layer }: { readonly layer: Layer }) => layers.includes(layer);
    const { complete } = result;
    const read = { startedAt: extractedAt, endedAt: Math.max(receivedAt, extractedAt), complete, shows };
    return [{ result, scope, plan: planSystem(scope, found[at] ?? [], read, ctx.newId) }];
  });
  const { added } = await writePlans(
    tx,
    plans.map((one) => one.plan),
  );
  return { added, entries: plans.flatMap((one) => planEntries(one, added)) };
}

interface ToDerive {
  readonly caseIds: readonly string[];
  /** Cases for which the list is whole. */
  readonly wholeIds: readonly string[];
  readonly added: readonly string[];
  readonly accessIds: readonly string[];
}

async function derive(tx: Tx, ctx: Ctx, snapshot: LockedSnapshot, { caseIds, wholeIds, added, accessIds }: ToDerive) {
  const { systemId } = snapshot;
  const layers = provedBy(snapshot);
  const endedAt = Math.max(snapshot.receivedAt, snapshot.extractedAt);
  const pairs = caseIds.map((caseId) => ({ caseId, systemId }));
  const dated = await dateItems(
    tx,
    wholeIds.map((caseId) => ({ caseId, systemId, endedAt, layers })),
  );
  const [seen, elsewhere] = await Promise.all([listItemsOf(tx, pairs), listItemsWith(tx, accessIds)]);
  const { derived, entries } = await deriveVerdicts(
    tx,
    [...new Set([...added, ...dated, ...seen, ...elsewhere])],
    ctx.newId,
  );
  const ended = derived.filter(({ verdict }) => VERDICT_GROUP[verdict.key] !== "open");
  await endAnsweredSteps(
    tx,
    ended.map(({ item }) => item.id),
    snapshot.id,
  );
  return { entries, caseIds: derived.map(({ item }) => item.caseId) };
}

function stepsOf(ctx: Ctx, cases: readonly SubjectCase[]) {
  return cases.map(({ caseId, epoch }) => ({ stepId: ctx.newId(), caseId, epoch }));
}
