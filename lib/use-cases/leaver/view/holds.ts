import type { CredentialSystem } from "#db/queries/systems/credential-systems.ts";
import type { CaseRow } from "#db/queries/views/read-case.ts";
import type { ItemRow, StepRow, SystemRow } from "#db/queries/views/read-rows.ts";
import { type IdentityId, idOf } from "#lib/core/ids.ts";
import { BLOCKER_WORD, type Blocker, type BlockerCode } from "#lib/core/leaver/blocker.ts";
import { isLive } from "#lib/core/leaver/case-state.ts";
import type { ClosureFacts } from "#lib/core/leaver/closure-facts.ts";
import { closureBlockers } from "#lib/core/leaver/closure-gate.ts";

/** Rows of one case, as the screen reads them. */
export interface HoldRows {
  readonly items: readonly ItemRow[];
  readonly systems: readonly SystemRow[];
  readonly steps: readonly StepRow[];
  /** Systems of the case of which a listing is held for a person. */
  readonly listingsHeld: readonly string[];
  /** Systems whose connector signs in with a credential of the leaver, of the case or not. */
  readonly onCredential: readonly CredentialSystem[];
}

/** Said elsewhere: items stand in the list of blockers, the state in the header. */
const SAID_ELSEWHERE: ReadonlySet<BlockerCode> = new Set(["item_open", "state_not_open"]);

/** What the gate says about the case beside its items, in sentences; empty once the case has ended. */
export function holdSentences(one: CaseRow, rows: HoldRows): readonly string[] {
  if (!isLive(one.state)) return [];
  const named = [...rows.systems, ...rows.onCredential.map(({ systemId: id, name }) => ({ id, name }))];
  const names = new Map(named.map((system) => [system.id, system.name]));
  return closureBlockers(factsOf(one, rows))
    .filter(({ code }) => !SAID_ELSEWHERE.has(code))
    .map((blocker) => sentence(blocker, names));
}

/** True when every system of the case was read to its end and none is about to be read. */
export function isInventoryComplete(one: CaseRow, rows: HoldRows): boolean {
  return one.inventoriedAt !== null && systemsNotRead(rows).length === 0;
}

function systemsNotRead({ items, steps }: HoldRows): readonly string[] {
  const unread = items.filter((item) => item.inventoriedAt === null).map((item) => item.systemId);
  const reading = steps.filter((step) => step.kind === "inventory").map((step) => step.systemId);
  return [...new Set([...unread, ...reading])];
}

function sentence({ code, about }: Blocker, names: ReadonlyMap<string, string>): string {
  const word = BLOCKER_WORD[code];
  const systems = about.flatMap((id) => names.get(id) ?? []);
  return systems.length === 0 ? word : `${word.slice(0, -1)}: ${systems.join(", ")}.`;
}

function factsOf(one: CaseRow, rows: HoldRows): ClosureFacts {
  const { items, systems, steps, listingsHeld, onCredential } = rows;
  const systemById = new Map(systems.map((system) => [system.id, system]));
  const stepOwners = new Map(steps.map((step) => [step.itemId, step.ownerId]));
  return {
    state: one.state,
    effectiveAt: one.effectiveAt,
    inventoriedAt: one.inventoriedAt,
    systemsNotRead: systemsNotRead(rows).map(idOf<"system">),
    systemsHeld: listingsHeld.map(idOf<"system">),
    systemsOnCredential: onCredential.map(({ systemId }) => idOf<"system">(systemId)),
    items: items.map((item) => {
      const system = systemById.get(item.systemId);
      return {
        item: idOf(item.id),
        layer: item.layer,
        // A system that is not there is judged by the strictest tier.
        tier: system?.tier ?? 0,
        key: item.key,
        validUntil: item.validUntil,
        owner: ownerOf(stepOwners.get(item.id) ?? system?.ownerId ?? system?.deputyId),
      };
    }),
    steps: steps.map((step) => ({ step: idOf(step.id), kind: step.kind, leased: step.state === "leased" })),
    epoch: one.epoch,
    currentEpoch: one.epoch,
    now: one.now,
  };
}

function ownerOf(identityId: string | null | undefined): IdentityId | null {
  return identityId == null ? null : idOf(identityId);
}
