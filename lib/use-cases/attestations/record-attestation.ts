import { z } from "zod";
import { addAttestation } from "#db/queries/facts/add-attestation.ts";
import { askToSettle } from "#db/queries/leavers/ask-to-settle.ts";
import { endPersonsStep } from "#db/queries/steps/end-persons-step.ts";
import { attestRefusals } from "#lib/core/access/attest.ts";
import type { VerdictKey } from "#lib/core/access/verdict-key.ts";
import { idOf } from "#lib/core/ids.ts";
import { leaverTag } from "#lib/core/tags.ts";
import { accountableText } from "../_kit/actor.ts";
import { keepArtefact } from "../_kit/artefact.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { deriveVerdicts } from "../_kit/derive-verdicts.ts";
import { openSighting, type SightingInput, sightingInput, sightingReceipt, sightingShape } from "../_kit/sighting.ts";

/** What is attested, without the item it is attested of. */
export const attestationBody = z.strictObject(sightingShape);

export interface Attested {
  readonly caseId: string;
  readonly attestationId: string;
  readonly verdict: VerdictKey;
}

/**
 * Records what a second person saw, where nobody but a person can look. Tiers 2 and 3 only; after the last claim; never
 * by who reported it, nor by the leaver. It makes the item Attested, which is counted apart and is never Verified.
 */
export const recordAttestation = defineCommand<SightingInput, Attested>({
  name: "attestation.record",
  input: sightingInput,
  permission: "attestation:record",
  receiptInput: sightingReceipt,
  touches: (_input, { caseId }) => ["leavers", leaverTag(caseId)],
  run: async (tx, ctx, sent) => {
    const opened = await openSighting(tx, ctx, sent, "attestation", attestRefusals);
    if (!opened.ok) return opened;
    const { item, sighting, artefact, statement, keep } = opened.value;
    const [id, { digest }, { saw, seenAt }] = [ctx.newId(), artefact, sighting];
    await Promise.all([
      addAttestation(tx, { id, itemId: item.id, seenAt, by: accountableText(ctx.actor), saw, digest }),
      keepArtefact(tx, ctx, artefact, { subjectId: item.subjectId, factId: id, statement: sent.statement }),
      keep.keep(tx),
    ]);
    const { derived, entries } = await deriveVerdicts(tx, [item.id], ctx.newId);
    const verdict = derived.find((one) => one.item.id === item.id)?.verdict.key ?? "cannot_check";
    if (verdict === "attested" && item.stepId !== null) await endPersonsStep(tx, item.stepId, { attestation: id });
    await askToSettle(tx, [item.caseId]);
    const data = { item: idOf<"item">(item.id), saw, seenAt, artefact: digest, statement };
    const recorded = { kind: "attestation.recorded", caseId: idOf<"case">(item.caseId), data } as const;
    return done({ caseId: item.caseId, attestationId: id, verdict }, [recorded, ...entries]);
  },
});
