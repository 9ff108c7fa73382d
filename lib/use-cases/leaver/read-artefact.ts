import { z } from "zod";
import { readArtefact } from "#db/queries/facts/read-artefact.ts";
import { readCase } from "#db/queries/views/read-case.ts";
import { domainError } from "#lib/core/errors.ts";
import type { ArtefactKind } from "#lib/core/evidence/artefact-kind.ts";
import { ok, refused } from "#lib/core/result.ts";
import { defineQuery } from "../_kit/query.ts";
import { leaverRef } from "./leaver-ref.ts";

const input = z.strictObject({ leaver: leaverRef, itemId: z.uuid(), artefactId: z.uuid() });

/** A kept file, the very bytes whose SHA-256 the attestation has. */
export interface ReadArtefact {
  readonly leaverId: string;
  readonly kind: Exclude<ArtefactKind, "reference">;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * What a second person attached to their word, for whoever may see the case. Its SHA-256 is taken again each time: a file
 * that is not what was attached is not given out as if it were. A reference has no file.
 */
export const readAttestedArtefact = defineQuery<z.output<typeof input>, ReadArtefact>({
  name: "leaver.artefact",
  input,
  permission: "leaver:read",
  run: async (tx, ctx, { leaver, itemId, artefactId }) => {
    const one = await readCase(tx, leaver);
    const kept = one === undefined ? undefined : await readArtefact(tx, { caseId: one.id, itemId, artefactId });
    if (one === undefined || kept === undefined || kept.body === null || kept.kind === "reference")
      return refused(domainError("not_found"));
    const bytes = new Uint8Array(kept.body);
    if (Buffer.from(ctx.sha256(bytes)).toString("hex") !== kept.digest) return refused(domainError("artefact_altered"));
    return ok({ leaverId: `LV-${one.number}`, kind: kept.kind, bytes });
  },
});
