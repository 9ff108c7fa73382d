import { addObservations, type NewObservation } from "#db/queries/facts/add-observations.ts";
import { type KnownAccess, loadKnownAccess, loadLayerClaimants } from "#db/queries/snapshots/load-known.ts";
import type { SubjectCase } from "#db/queries/snapshots/load-subjects.ts";
import type { LockedSnapshot } from "#db/queries/snapshots/lock-snapshot.ts";
import type { StagedRow } from "#db/queries/snapshots/stage-rows.ts";
import type { Tx } from "#db/tx.ts";
import type { Layer } from "#lib/core/access/layer.ts";
import type { Independence, ObservedFacts, Presence } from "#lib/core/access/observation.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import { instant } from "#lib/core/instant.ts";
import type { Accountable } from "#lib/core/ownership/accountable.ts";
import { independenceOf } from "#lib/core/ownership/independence.ts";
import { plainWord } from "#lib/core/snapshot/column-words.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import type { FoundAccess } from "../_kit/inventory/plan.ts";
import { datesFrom, lastUsedAt } from "./last-used.ts";

export interface Listed {
  readonly snapshot: LockedSnapshot;
  readonly rows: ReadonlyMap<string, StagedRow>;
  readonly cases: readonly SubjectCase[];
  /** In the order of the cases. */
  readonly found: readonly (readonly FoundAccess[])[];
  /** Cases whose group or key rows could have been found: their accounts are known. */
  readonly reachable: (caseId: string) => boolean;
  readonly supplier: Accountable;
  /** Who supplied, released or accepts the list. */
  readonly own: ReadonlySet<string | null>;
  /** Layers of which a complete list says that something is not there. */
  readonly proved: readonly Layer[];
  /** People of whom an account became known after the list was read: rows under its id were not kept. */
  readonly late: ReadonlySet<string>;
}

export interface Looked {
  readonly entries: readonly Entry[];
  readonly accessIds: readonly string[];
  readonly observations: number;
}

const OBSERVER = "file supplied by a person";

/**
 * Writes what a list shows: of each access known, that it is there, or, where the list is complete, that it is not; and
 * of each layer of a leaver that it shows and that holds nothing, that it is empty. What a list shows was so when it was
 * extracted; that something is gone from it is certain only since it was here.
 */
export async function recordListed(tx: Tx, ctx: Ctx, listed: Listed): Promise<Looked> {
  const { snapshot, supplier, own } = listed;
  const known = await loadKnownAccess(tx, snapshot.systemId, snapshot.layers);
  // Nobody observes their own access, nor lets a list through that decides on it.
  const others = known.filter(({ identityIds }) => !identityIds.some((id) => own.has(id)));
  const claimants = await loadLayerClaimants(
    tx,
    snapshot.systemId,
    listed.cases.map((one) => one.caseId),
  );
  const dates = datesFrom(snapshot.dates);
  const latest = instant(snapshot.extractedAt);
  const names = namedBy(snapshot, known, listed.rows);
  const looks: NewObservation[] = [];
  for (const access of others) {
    const row = listed.rows.get(access.nativeId);
    const presence = presenceOf(access, row, listed, names);
    if (presence === null) continue;
    const used =
      access.layer === "account" ? lastUsedAt(row?.lastUsed ?? null, dates, snapshot.zone, latest) : undefined;
    const facts = used === undefined ? {} : { lastUsedAt: used };
    const independence = distance(supplier, access.claimants);
    looks.push(lookOf(ctx, snapshot, { ...access, presence, facts, independence }));
  }
  looks.push(...emptyLayers(ctx, listed, claimants));
  await addObservations(tx, looks);
  return {
    entries: looks.map(entryOf),
    accessIds: others.map((access) => access.accessId),
    observations: looks.length,
  };
}

function presenceOf(
  access: KnownAccess,
  row: StagedRow | undefined,
  listed: Listed,
  names: (access: KnownAccess) => boolean,
): Presence | null {
  const there = row !== undefined && (access.layer === "account" || row.holds.includes(access.nativeKey));
  if (!there) return names(access) && isProvedAbsent(access, row, listed) ? "absent" : null;
  return access.layer === "account" ? row.presence : "active";
}

/**
 * Whether a list of users would name an account by the id that is kept of it. What a connector read stands under the
 * target's own ids: in a list by user names all of it would look gone, unless the list has one such id at least.
 */
function namedBy({ kind }: LockedSnapshot, known: readonly KnownAccess[], rows: Listed["rows"]) {
  const hasSuchIds = known.some(({ isListed, nativeId }) => !isListed && rows.has(nativeId));
  return ({ isListed }: KnownAccess) => kind !== "users" || isListed || hasSuchIds;
}

function isProvedAbsent(access: KnownAccess, row: StagedRow | undefined, { snapshot, proved }: Listed): boolean {
  if (!snapshot.complete || !proved.includes(access.layer)) return false;
  // Rows were kept for those who were known when the list was read: the row of who came later may be gone from it.
  if (access.knownSince > snapshot.matchedAt) return false;
  // A role that is written in another way is not gone.
  const key = plainWord(access.nativeKey);
  return access.layer !== "entitlement" || !row?.holds.some((held) => plainWord(held) === key);
}

/** Layers that a complete list shows and in which nothing of the leaver was found. */
function emptyLayers(ctx: Ctx, listed: Listed, claimants: ReadonlyMap<string, readonly string[]>): NewObservation[] {
  const { snapshot, cases, found, reachable, supplier, proved, late } = listed;
  if (!snapshot.complete) return [];
  return cases.flatMap(({ caseId, identityId }, at) => {
    if (!reachable(caseId) || late.has(identityId)) return [];
    const seen = found[at] ?? [];
    return proved
      .filter((layer) => !seen.some((access) => access.layer === layer))
      .map((layer) => {
        const independence = distance(supplier, claimants.get(`${caseId} ${layer}`) ?? []);
        return lookOf(ctx, snapshot, { accessId: null, layer, caseId, presence: "absent", facts: {}, independence });
      });
  });
}

/** A person who supplies a list is another person than whoever acted, or the same; never another channel. */
function distance(supplier: Accountable, claimants: readonly string[]): Independence {
  const executors = claimants.map((text): Accountable => ({ kind: "human", identity: idOf<"identity">(text) }));
  return independenceOf(supplier, executors) === "self" ? "self" : "other_person";
}

interface Seen {
  readonly accessId: string | null;
  readonly layer: Layer;
  readonly caseId: string | null;
  readonly presence: Presence;
  readonly facts: ObservedFacts;
  readonly independence: Independence;
}

function lookOf(ctx: Ctx, snapshot: LockedSnapshot, seen: Seen): NewObservation {
  const { systemId, extractedAt, receivedAt, complete, kind } = snapshot;
  const { accessId, layer, caseId, presence, facts, independence } = seen;
  const gone = presence === "absent" || presence === "disabled";
  return {
    id: ctx.newId(),
    accessId,
    systemId,
    layer,
    caseId,
    stepId: null,
    startedAt: extractedAt,
    endedAt: gone ? Math.max(receivedAt, extractedAt) : extractedAt,
    presence,
    completeness: complete ? "complete" : "partial",
    independence,
    origin: "file_from_person",
    facts,
    sought: SOUGHT[kind],
    failure: null,
    observer: OBSERVER,
    rawBlobId: null,
  };
}

const SOUGHT = {
  users: "A list of users, by {person key}, {user name} and {mail}.",
  groups: "A list of group members, by {account}.",
  keys: "A list of keys, by {account}.",
} as const;

function entryOf(look: NewObservation): Entry {
  const { presence, completeness, independence, origin, observer } = look;
  return {
    kind: "observation.recorded",
    caseId: look.caseId === null ? null : idOf<"case">(look.caseId),
    data: {
      observation: look.id,
      item: null,
      access: look.accessId,
      presence,
      completeness,
      independence,
      origin,
      startedAt: instant(look.startedAt),
      endedAt: instant(look.endedAt),
      probe: observer,
      exchanges: [],
    },
  };
}
