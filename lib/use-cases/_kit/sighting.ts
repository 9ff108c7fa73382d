import { z } from "zod";
import { loadClaimsOf } from "#db/queries/facts/load-claims-of.ts";
import type { LockedItem } from "#db/queries/items/lock-item.ts";
import type { Tx } from "#db/tx.ts";
import { type Attestable, type Sighting, sightingRefusals } from "#lib/core/access/attest.ts";
import type { DomainError } from "#lib/core/errors.ts";
import type { DutyHolders } from "#lib/core/ownership/separation.ts";
import { type Decision, okUnless } from "#lib/core/result.ts";
import { artefactShape, attachedDigest } from "./artefact.ts";
import type { RunCtx } from "./command.ts";
import { mayTakeUp } from "./open-item.ts";
import { readStatedTime } from "./stated-time.ts";
import { text } from "./text.ts";

/** What a person saw, when, in their own words, and what proves it. */
export const sightingShape = {
  saw: z
    .enum(["absent", "disabled", "active"])
    .meta({ description: "What they saw: gone, disabled, or still usable." }),
  seenAt: text(40).meta({
    description: "When: 2026-03-31T18:00:00 with `zone`, or with its offset. Not in the future.",
  }),
  zone: text(64).optional().meta({ description: "IANA zone of a time without an offset." }),
  statement: text(2000).meta({ description: "What they looked at and what it showed." }),
  ...artefactShape,
};

const sighting = z.strictObject({ itemId: z.uuid(), leaverId: text(40).optional(), ...sightingShape });

/** Input of a command about what a person saw of an item. */
export const sightingInput = sighting;
export type SightingInput = z.output<typeof sighting>;

/** What of it tells two requests apart. */
export function sightingReceipt({ file, reference, ...rest }: SightingInput): unknown {
  return { ...rest, attached: attachedDigest({ file, reference }) };
}

export interface Seen {
  readonly sighting: Sighting;
  readonly holders: DutyHolders;
}

/** What was seen, when it may count: the item, the duties and the time allow it. */
export async function readSighting(
  tx: Tx,
  ctx: RunCtx,
  item: LockedItem,
  sent: SightingInput,
  refusalsOf: (item: Attestable) => readonly DomainError[],
): Promise<Decision<Seen>> {
  const attestable = { ...item, claims: await loadClaimsOf(tx, item.id) };
  const may = okUnless(undefined, refusalsOf(attestable));
  if (!may.ok) return may;
  const duty = await mayTakeUp(tx, ctx.actor, "verify", item);
  if (!duty.ok) return duty;
  const at = readStatedTime(sent.seenAt, sent.zone, "seenAt");
  if (!at.ok) return at;
  const seen = { saw: sent.saw, seenAt: at.value };
  return okUnless({ sighting: seen, holders: duty.value }, sightingRefusals(seen, attestable, item.now));
}
