import { type ClaimableRow, findClaimableItems } from "#db/queries/claims/find-claimable-items.ts";
import { findClaimedPeople } from "#db/queries/claims/find-claimed-people.ts";
import { listNamedSystems } from "#db/queries/claims/list-named-systems.ts";
import type { Tx } from "#db/tx.ts";
import type { Layer } from "#lib/core/access/layer.ts";
import type { Instant } from "#lib/core/instant.ts";
import {
  type ClaimableCase,
  itemsClaimed,
  leavingsClaimed,
  type NamedSystem,
  systemKey,
  systemsNamed,
} from "#lib/core/intake/match-claim.ts";
import { grouped } from "./grouped.ts";

/** What a tool says, as far as it decides which items it is about. */
export interface StatedClaim {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly layer: Layer;
  readonly statedAt: Instant | null;
  /** Who answers for having brought it in. */
  readonly by: string;
  readonly personKey: string | null;
  /** In lower case; decides only where there is no key. */
  readonly email: string | null;
  readonly systemName: string;
  /** The one access it is about, as the tool calls it; null: all of the layer. */
  readonly accessName: string | null;
}

/** Why a claim is about no item yet, closed. */
export type ClaimWaits =
  | "pending"
  | "person_unknown"
  | "person_ambiguous"
  | "system_unknown"
  | "system_ambiguous"
  | "no_leaver"
  | "no_such_access";

/** An item that a claim is about. */
export interface ClaimedItem extends ClaimableRow {
  readonly id: string;
}

export type ClaimMatch =
  | { readonly claim: StatedClaim; readonly waits: ClaimWaits }
  | {
      readonly claim: StatedClaim;
      readonly waits: null;
      readonly subjectId: string;
      readonly items: readonly ClaimedItem[];
    };

/** Finds the items that claims are about. Three statements for any number; nothing is written. */
export async function matchClaims(tx: Tx, claims: readonly StatedClaim[]): Promise<ClaimMatch[]> {
  const said = claims.filter((claim) => claim.state !== "pending");
  if (said.length === 0) return claims.map((claim) => ({ claim, waits: "pending" }));
  const keys = said.flatMap(({ personKey }) => personKey ?? []);
  const emails = said.flatMap(({ personKey, email }) => (personKey === null && email !== null ? [email] : []));
  const [people, systems] = await Promise.all([findClaimedPeople(tx, unique(keys), unique(emails)), namedSystems(tx)]);
  const named = grouped(people, (person) => person.named);
  const places = new Map(said.map((claim) => [claim, placeOf(claim, named, systems)]));
  const found = [...places.values()].flatMap((place) => (typeof place === "string" ? [] : [place]));
  const rows = await findClaimableItems(
    tx,
    unique(found.map((place) => place.identityId)),
    unique(found.map((place) => place.systemId)),
  );
  const ofPerson = grouped(rows, (row) => row.identityId);
  return claims.map((claim) => matchOf(claim, places.get(claim), ofPerson));
}

interface Place {
  readonly identityId: string;
  readonly systemId: string;
  readonly layer: Layer;
  readonly accessName: string | null;
}

function placeOf(
  { personKey, email, systemName, layer, accessName }: StatedClaim,
  people: ReadonlyMap<string, readonly { readonly identityId: string }[]>,
  systems: readonly NamedSystem[],
): Place | ClaimWaits {
  const [person, another] = people.get(personKey ?? email ?? "") ?? [];
  if (person === undefined) return "person_unknown";
  if (another !== undefined) return "person_ambiguous";
  const [systemId, other] = systemsNamed(systemName, systems);
  if (systemId === undefined) return "system_unknown";
  return other === undefined ? { identityId: person.identityId, systemId, layer, accessName } : "system_ambiguous";
}

function matchOf(
  claim: StatedClaim,
  place: Place | ClaimWaits | undefined,
  ofPerson: ReadonlyMap<string, readonly ClaimableRow[]>,
): ClaimMatch {
  if (place === undefined) return { claim, waits: "pending" };
  if (typeof place === "string") return { claim, waits: place };
  const rows = ofPerson.get(place.identityId) ?? [];
  if (rows.length === 0) return { claim, waits: "no_leaver" };
  const items = itemsClaimed(
    place,
    leavingsClaimed(claim.statedAt, casesOf(rows)),
    rows.filter((row): row is ClaimedItem => row.id !== null),
  );
  return items.length === 0
    ? { claim, waits: "no_such_access" }
    : { claim, waits: null, subjectId: place.identityId, items };
}

function casesOf(rows: readonly ClaimableRow[]): ClaimableCase[] {
  const byNumber = new Map(rows.map((row) => [row.caseNumber, row]));
  return [...byNumber.values()].map((row) => ({ ...row, number: row.caseNumber, state: row.caseState }));
}

async function namedSystems(tx: Tx): Promise<NamedSystem[]> {
  const systems = await listNamedSystems(tx);
  return systems.map(({ id, names }) => ({ id, keys: names.map(systemKey) }));
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
