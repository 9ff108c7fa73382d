import { z } from "zod";
import {
  type CandidateRow,
  listCandidates as list,
  listSeenIn,
  type SeenInRow,
} from "#db/queries/candidates/list-candidates.ts";
import { listLeavings, type UserLeavingRow } from "#db/queries/candidates/list-leavings.ts";
import { listNamedSystems } from "#db/queries/claims/list-named-systems.ts";
import { readNow } from "#db/queries/clock/read-now.ts";
import { domainLabelKey, listedKeys } from "#lib/core/candidates/app-name.ts";
import { concernsLeaving, countFoundLate, foundLate } from "#lib/core/candidates/found-late.ts";
import { candidatePlace } from "#lib/core/candidates/sighting.ts";
import type { Instant } from "#lib/core/instant.ts";
import { systemKey } from "#lib/core/intake/match-claim.ts";
import { isPermitted } from "#lib/core/permissions.ts";
import { ok } from "#lib/core/result.ts";
import type { CandidateListView, CandidateView, FoundLateView } from "#lib/core/views/candidates.ts";
import { principalOf } from "../_kit/actor.ts";
import { grouped } from "../_kit/grouped.ts";
import { defineQuery } from "../_kit/query.ts";
import { isoUtc } from "../_kit/times.ts";

const ROWS_MAX = 1000;

/** A system of the inventory, with all keys it goes by. */
interface Named {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly keys: readonly string[];
  readonly createdAt: Instant;
}

/** Systems in use that nobody listed, what was said not to be ours, and what was found only after a closure. Five statements. */
export const listCandidates = defineQuery<Record<string, never>, CandidateListView>({
  name: "candidate.list",
  input: z.strictObject({}),
  permission: "candidate:read",
  run: async (tx, ctx) => {
    const rows = await list(tx, null, ROWS_MAX);
    const ids = rows.map((row) => row.id);
    const seen = await listSeenIn(tx, ids);
    const leavings = await listLeavings(tx, ids);
    const names = await listNamedSystems(tx);
    const systems = names.map(({ id, names: called, createdAt }): Named => {
      const [slug = "", name = ""] = called;
      return { id, slug, name, keys: listedKeys(called), createdAt };
    });
    const listed = new Set(systems.flatMap((one) => one.keys));
    const facts = {
      seen: grouped(seen, (one) => one.candidateId),
      people: new Map(rows.flatMap((one) => (one.people === 0 ? [] : [[one.id, one.people] as const]))),
      leavings: grouped(leavings, (one) => one.candidateId),
      systems,
    };
    const placed = rows.map((row) => ({
      row,
      place: candidatePlace({ ...row, leaversSince: sinceOf(row, facts) }, listed),
    }));
    const views = placed.flatMap(({ row, place }) => (place === "listed" ? [] : [viewOf(row, place, facts)]));
    const principal = principalOf(ctx.actor);
    return ok({
      open: views.filter((view) => view.place !== "not_ours").sort(byLeavers),
      notOurs: views.filter((view) => view.place === "not_ours"),
      foundLate: foundLateOf(
        placed.filter(({ place }) => place !== "not_ours").map(({ row }) => row),
        facts,
      ),
      systems: systems.map(({ id, name }) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, "en")),
      mayDecide: isPermitted(principal, "candidate:decide"),
      mayAdd: isPermitted(principal, "system:write"),
      mayRecord: isPermitted(principal, "candidate:record"),
      asOfIso: isoUtc(await readNow(tx)),
    });
  },
});

interface Facts {
  readonly seen: ReadonlyMap<string, readonly SeenInRow[]>;
  /** People named, by candidate; without an entry none is. */
  readonly people: ReadonlyMap<string, number>;
  readonly leavings: ReadonlyMap<string, readonly UserLeavingRow[]>;
  readonly systems: readonly Named[];
}

function leavingsOf({ id }: CandidateRow, { leavings }: Facts): readonly UserLeavingRow[] {
  return (leavings.get(id) ?? []).filter(concernsLeaving);
}

/** Leavers whose use reached us only after somebody said that it is not ours. */
function sinceOf(row: CandidateRow, facts: Facts): number {
  const { decidedAt } = row;
  if (decidedAt === null) return 0;
  return people(leavingsOf(row, facts).filter(({ receivedAt }) => receivedAt > decidedAt));
}

function people(leavings: readonly UserLeavingRow[]): number {
  return new Set(leavings.map(({ identityId }) => identityId)).size;
}

function viewOf(row: CandidateRow, place: CandidateView["place"], facts: Facts): CandidateView {
  const seenIn = facts.seen.get(row.id) ?? [];
  const named = facts.people.get(row.id) ?? null;
  const leavings = leavingsOf(row, facts);
  const label = domainLabelKey(row.domain);
  const maybe = facts.systems.find(
    ({ name, slug }) => label !== null && [systemKey(name), systemKey(slug)].includes(label),
  );
  const { id, version, name, domain, reason, decidedBy, decidedAt } = row;
  const [first, last] = [seenIn.map((one) => one.firstSeenAt), seenIn.map((one) => one.lastSeenAt)];
  return {
    ...{ id, version, name, domain, place },
    seenIn: seenIn.map(({ channel, source, seats, costCentres, scopes }) => ({
      channel,
      source,
      seats,
      costCentres,
      scopes,
    })),
    usedBy: {
      people: named,
      leavers: named === null ? null : people(leavings),
      seats: seenIn.flatMap(({ seats }) => seats ?? []).at(-1) ?? null,
    },
    firstSeenIso: new Date(Math.min(...first) / 1000).toISOString(),
    lastSeenIso: new Date(Math.max(...last) / 1000).toISOString(),
    maybe: maybe === undefined ? null : { id: maybe.id, name: maybe.name },
    closedWithout: foundLate(leavings, null).map(({ caseNumber }) => `LV-${caseNumber}`),
    dismissed:
      decidedAt === null || reason === null
        ? null
        : { reason, by: decidedBy ?? "The operator of this machine", atIso: isoUtc(decidedAt) },
    leaversSince: sinceOf(row, facts),
  };
}

/** Use by leavers is what cannot wait. */
function byLeavers(one: CandidateView, other: CandidateView): number {
  return (other.usedBy.leavers ?? 0) - (one.usedBy.leavers ?? 0);
}

function foundLateOf(rows: readonly CandidateRow[], facts: Facts): FoundLateView {
  const counted = rows.map((row) => {
    const system = facts.systems.find(({ keys }) => row.keys.some((key) => keys.includes(key)));
    const late = foundLate(leavingsOf(row, facts), system?.createdAt ?? null);
    return { row, system, late, namesPeople: facts.people.has(row.id) };
  });
  const systems = counted.flatMap(({ row, system, late }) => {
    if (late.length === 0) return [];
    const leavers = late.map(({ caseNumber }) => `LV-${caseNumber}`);
    return [{ name: system?.name ?? row.name, slug: system?.slug ?? null, leavers }];
  });
  return { ...countFoundLate(counted.map(({ late, namesPeople }) => ({ late: late.length, namesPeople }))), systems };
}
