import { type NewCase, openCases } from "#db/queries/cases/open-cases.ts";
import { addSteps, type NewStep } from "#db/queries/steps/add-steps.ts";
import { type ActiveSystem, listActive } from "#db/queries/systems/list-active.ts";
import type { Tx } from "#db/tx.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import type { Instant } from "#lib/core/instant.ts";
import { accountableText } from "../_kit/actor.ts";
import type { RunCtx } from "../_kit/command.ts";
import type { Commitments } from "../_kit/commitments.ts";
import { INVENTORY_PRIORITY, ownInventory } from "../_kit/own-inventory.ts";
import type { EffectiveAt } from "./effective-at.ts";

/** An event that opens a case, with the person it is about. */
export interface Opening {
  readonly eventId: string;
  /** Engagement and epoch: what was asked for under it finds its number again. */
  readonly caseKey: string;
  readonly identityId: string;
  readonly engagementId: string;
  readonly personKey: string;
  readonly displayName: string;
  readonly kind: string;
  readonly epoch: number;
  readonly effective: EffectiveAt;
  readonly notifiedAt: Instant | null;
}

export interface LeaversOpened {
  /** Short numbers by the rows' case keys. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly evidence: readonly Entry[];
}

interface OpenLeavers {
  readonly events: readonly Opening[];
  readonly now: Instant;
  readonly profile: Commitments;
}

/** Opens a case for each event, and asks of every system what the person has there: one step a system. */
export async function openLeavers(tx: Tx, ctx: RunCtx, { events, now, profile }: OpenLeavers): Promise<LeaversOpened> {
  if (events.length === 0) return { numbers: new Map(), evidence: [] };
  const cases = events.map((event) => ({ event, row: caseOf(ctx, event, now) }));
  const rows = cases.map(({ row }) => row);
  const numbers = await openCases(tx, rows);
  const systems = await listActive(tx);
  await addSteps(
    tx,
    rows.flatMap((row) => systems.map((system) => inventoryStep(ctx, row, system, now))),
  );
  return {
    numbers: new Map(cases.flatMap(({ event, row }) => numberOf(event, numbers.get(row.id)))),
    evidence: cases.map(({ event, row }) => opened(event, row, profile)),
  };
}

function numberOf(event: Opening, number: number | undefined): [string, number][] {
  return number === undefined ? [] : [[event.caseKey, number]];
}

function caseOf(ctx: RunCtx, event: Opening, now: Instant): NewCase {
  const { identityId, engagementId, epoch, eventId, kind, effective, notifiedAt } = event;
  return {
    id: ctx.newId(),
    identityId,
    engagementId,
    epoch,
    eventId,
    kind,
    state: effective.at > now ? "scheduled" : "open",
    effectiveAt: effective.at,
    zone: effective.zone,
    precision: effective.precision,
    notifiedAt,
    actor: accountableText(ctx.actor),
    transitionId: ctx.newId(),
  };
}

function inventoryStep(ctx: RunCtx, row: NewCase, system: ActiveSystem, now: Instant): NewStep {
  const owner = ownInventory(system, row.identityId);
  return {
    id: ctx.newId(),
    kind: "inventory",
    state: "ready",
    caseId: row.id,
    itemId: null,
    systemId: system.id,
    epoch: row.epoch,
    priority: INVENTORY_PRIORITY,
    notBefore: now,
    dueAt: row.effectiveAt,
    ownerIdentityId: owner?.identityId ?? null,
    ownerReason: owner?.reason ?? null,
  };
}

function opened(event: Opening, made: NewCase, profile: Commitments): Entry {
  return {
    kind: "leaver.opened",
    // Ids come from the rows of the identity, the engagement and the case themselves.
    caseId: idOf<"case">(made.id),
    data: {
      identity: idOf<"identity">(event.identityId),
      engagement: idOf<"engagement">(event.engagementId),
      epoch: event.epoch,
      effectiveAt: event.effective.at,
      person: [
        profile.add(event.identityId, "person_key", event.personKey),
        profile.add(event.identityId, "display_name", event.displayName),
      ],
    },
  };
}
