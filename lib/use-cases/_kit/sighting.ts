import { z } from "zod";
import { loadClaimsOf } from "#db/queries/facts/load-claims-of.ts";
import type { LockedItem } from "#db/queries/items/lock-item.ts";
import type { Tx } from "#db/tx.ts";
import { type Attestable, type Sighting, sightingRefusals } from "#lib/core/access/attest.ts";
import type { DomainError } from "#lib/core/errors.ts";
import type { DutyHolders } from "#lib/core/ownership/separation.ts";
import { type Decision, ok, okUnless } from "#lib/core/result.ts";
import { artefactShape, attachedDigest, type ReadArtefact, readArtefact } from "./artefact.ts";
import type { RunCtx } from "./command.ts";
import { type Commitments, commitments } from "./commitments.ts";
import { mayTakeUp, openItem } from "./open-item.ts";
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

/** What a person's word on an item is recorded from: the item under its case's lock, what was seen, and what proves it. */
export interface OpenedSighting extends Seen {
  readonly item: LockedItem;
  readonly keep: Commitments;
  readonly artefact: ReadArtefact;
  /** Commitment to their words. */
  readonly statement: string;
}

/**
 * Opens what a second person says they saw: the item, the sighting, what is attached. Nothing is written yet.
 * @param sort the kind of fact that the words belong to
 * @param refusalsOf why nothing of this kind can be said of the item as it stands
 */
export async function openSighting(
  tx: Tx,
  ctx: RunCtx,
  sent: SightingInput,
  sort: "attestation" | "observation",
  refusalsOf: (item: Attestable, key: LockedItem["key"]) => readonly DomainError[],
): Promise<Decision<OpenedSighting>> {
  const opened = await openItem(tx, sent);
  if (!opened.ok) return opened;
  const item = opened.value;
  const seen = await readSighting(tx, ctx, item, sent, (one) => refusalsOf(one, item.key));
  if (!seen.ok) return seen;
  const keep = commitments(ctx);
  const artefact = readArtefact(ctx, sent, { id: item.subjectId, keep });
  if (!artefact.ok) return artefact;
  const statement = keep.add(item.subjectId, `${sort}.statement`, sent.statement);
  return ok({ ...seen.value, item, keep, artefact: artefact.value, statement });
}

/** What was seen, when it may count: the item, the duties and the time allow it. */
async function readSighting(
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
