import { z } from "zod";
import { addAttestation } from "#db/queries/facts/add-attestation.ts";
import { loadClaimsOf } from "#db/queries/facts/load-claims-of.ts";
import type { LockedItem } from "#db/queries/items/lock-item.ts";
import { askToSettle } from "#db/queries/leavers/ask-to-settle.ts";
import { endPersonsStep } from "#db/queries/steps/end-persons-step.ts";
import type { Tx } from "#db/tx.ts";
import { attestRefusals, type Sighting, sightingRefusals } from "#lib/core/access/attest.ts";
import type { VerdictKey } from "#lib/core/access/verdict-key.ts";
import { idOf } from "#lib/core/ids.ts";
import { type Decision, okUnless } from "#lib/core/result.ts";
import { leaverTag } from "#lib/core/tags.ts";
import { accountableText } from "../_kit/actor.ts";
import { artefactShape, attachedDigest, keepArtefact, readArtefact } from "../_kit/artefact.ts";
import { defineCommand, done, type RunCtx } from "../_kit/command.ts";
import { commitments } from "../_kit/commitments.ts";
import { deriveVerdicts } from "../_kit/derive-verdicts.ts";
import { mayTakeUp, openItem } from "../_kit/open-item.ts";
import { readStatedTime } from "../_kit/stated-time.ts";
import { text } from "../_kit/text.ts";

const said = {
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

/** What is attested, without the item it is attested of. */
export const attestationBody = z.strictObject(said);

const input = z.strictObject({ itemId: z.uuid(), leaverId: text(40).optional(), ...said });
type Input = z.output<typeof input>;

export interface Attested {
  readonly caseId: string;
  readonly attestationId: string;
  readonly verdict: VerdictKey;
}

/**
 * Records what a second person saw, where nobody but a person can look. Tiers 2 and 3 only; after the last claim; never
 * by who reported it, nor by the leaver. It makes the item Attested, which is counted apart and is never Verified.
 */
export const recordAttestation = defineCommand<Input, Attested>({
  name: "attestation.record",
  input,
  permission: "attestation:record",
  receiptInput: ({ file, reference, ...rest }) => ({ ...rest, attached: attachedDigest({ file, reference }) }),
  touches: (_input, { caseId }) => ["leavers", leaverTag(caseId)],
  run: async (tx, ctx, sent) => {
    const opened = await openItem(tx, sent);
    if (!opened.ok) return opened;
    const item = opened.value;
    const seen = await readSeen(tx, ctx, item, sent);
    if (!seen.ok) return seen;
    const keep = commitments(ctx);
    const artefact = readArtefact(ctx, sent, { id: item.subjectId, keep });
    if (!artefact.ok) return artefact;
    const [id, { digest }, { saw, seenAt }] = [ctx.newId(), artefact.value, seen.value];
    const statement = keep.add(item.subjectId, "attestation.statement", sent.statement);
    await Promise.all([
      addAttestation(tx, { id, itemId: item.id, seenAt, by: accountableText(ctx.actor), saw, digest }),
      keepArtefact(tx, ctx, artefact.value, { subjectId: item.subjectId, factId: id, statement: sent.statement }),
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

/** What was seen, when it may count: the tier, the means, the duties and the time allow it. */
async function readSeen(tx: Tx, ctx: RunCtx, item: LockedItem, sent: Input): Promise<Decision<Sighting>> {
  const attestable = { ...item, claims: await loadClaimsOf(tx, item.id) };
  const may = okUnless(undefined, attestRefusals(attestable));
  if (!may.ok) return may;
  const duty = await mayTakeUp(tx, ctx.actor, "verify", item);
  if (!duty.ok) return duty;
  const at = readStatedTime(sent.seenAt, sent.zone, "seenAt");
  if (!at.ok) return at;
  const seen = { saw: sent.saw, seenAt: at.value };
  return okUnless(seen, sightingRefusals(seen, attestable, item.now));
}
