import { z } from "zod";
import { addObservations } from "#db/queries/facts/add-observations.ts";
import type { LockedItem } from "#db/queries/items/lock-item.ts";
import { askToSettle } from "#db/queries/leavers/ask-to-settle.ts";
import { endPersonsStep } from "#db/queries/steps/end-persons-step.ts";
import type { Sighting } from "#lib/core/access/attest.ts";
import { lookRefusals } from "#lib/core/access/look.ts";
import { VERDICT_GROUP, type VerdictKey } from "#lib/core/access/verdict-key.ts";
import { idOf } from "#lib/core/ids.ts";
import { independenceOf } from "#lib/core/ownership/independence.ts";
import type { DutyHolders } from "#lib/core/ownership/separation.ts";
import { leaverTag } from "#lib/core/tags.ts";
import { accountableOf, accountableText } from "../_kit/actor.ts";
import { keepArtefact } from "../_kit/artefact.ts";
import { defineCommand, done, type RunCtx } from "../_kit/command.ts";
import { deriveVerdicts } from "../_kit/derive-verdicts.ts";
import { openSighting, type SightingInput, sightingInput, sightingReceipt, sightingShape } from "../_kit/sighting.ts";

/** What was seen, without the item it was seen of. */
export const observationBody = z.strictObject(sightingShape);

export interface Observed {
  readonly caseId: string;
  readonly observationId: string;
  readonly verdict: VerdictKey;
}

/**
 * Records what another person saw with their own eyes. It lifts what a look from too close had seen gone; alone it makes
 * nothing Verified. That something is still there counts from anybody who did not act.
 */
export const recordObservation = defineCommand<SightingInput, Observed>({
  name: "observation.record",
  input: sightingInput,
  permission: "observation:record",
  receiptInput: sightingReceipt,
  touches: (_input, { caseId }) => ["leavers", leaverTag(caseId)],
  run: async (tx, ctx, sent) => {
    const opened = await openSighting(tx, ctx, sent, "observation", (one, key) => lookRefusals(one, key, sent.saw));
    if (!opened.ok) return opened;
    const { item, sighting, holders, artefact, statement, keep } = opened.value;
    const look = lookOf(ctx, item, sighting, holders);
    await Promise.all([
      addObservations(tx, [look]),
      keepArtefact(tx, ctx, artefact, { subjectId: item.subjectId, factId: look.id, statement: sent.statement }),
      keep.keep(tx),
    ]);
    const { derived, entries } = await deriveVerdicts(tx, [item.id], ctx.newId);
    const verdict = derived.find((one) => one.item.id === item.id)?.verdict.key ?? "cannot_check";
    if (VERDICT_GROUP[verdict] === "verified" && item.stepId !== null)
      await endPersonsStep(tx, item.stepId, { observation: look.id });
    await askToSettle(tx, [item.caseId]);
    const caseId = idOf<"case">(item.caseId);
    const { id: observation, presence, completeness, independence, origin, startedAt, endedAt } = look;
    const what = { observation, item: idOf<"item">(item.id), access: item.accessId, presence, completeness };
    const how = { independence, origin, startedAt, endedAt, probe: "person", exchanges: [] };
    const recorded = { kind: "observation.recorded", caseId, data: { ...what, ...how } } as const;
    const attached = { observation, artefact: artefact.digest, statement };
    const told = { kind: "observation.attached", caseId, data: attached } as const;
    return done({ caseId: item.caseId, observationId: observation, verdict }, [recorded, told, ...entries]);
  },
});

function lookOf(ctx: RunCtx, item: LockedItem, { saw, seenAt }: Sighting, { executors }: DutyHolders) {
  const { systemId, layer, caseId, accessId } = item;
  return {
    id: ctx.newId(),
    accessId,
    systemId,
    layer,
    caseId,
    stepId: null,
    startedAt: seenAt,
    endedAt: seenAt,
    presence: saw,
    completeness: "lookup",
    independence: independenceOf(accountableOf(ctx.actor), executors),
    origin: "person",
    facts: {},
    sought: "A person looked",
    failure: null,
    observer: accountableText(ctx.actor),
    rawBlobId: null,
  } as const;
}
