import { createHash } from "node:crypto";
import { z } from "zod";
import { type NewArtefact, saveArtefact } from "#db/queries/facts/save-artefact.ts";
import type { Tx } from "#db/tx.ts";
import { domainError } from "#lib/core/errors.ts";
import { ARTEFACT_BYTES_MAX, sniffArtefact } from "#lib/core/evidence/artefact-kind.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import type { Commitments } from "./commitments.ts";
import { text } from "./text.ts";

const BASE64_MAX = Math.ceil(ARTEFACT_BYTES_MAX / 3) * 4;

/** What a person attaches: a file, or a reference to where it is kept. One of the two. */
export const artefactShape = {
  file: z
    .strictObject({
      name: text(200),
      base64: z
        .string()
        .max(BASE64_MAX)
        .regex(/^[A-Za-z0-9+/]*={0,2}$/),
    })
    .optional()
    .meta({ description: "PNG, JPEG, PDF, text or CSV of at most 5 MB, as base64. Its type is told by its bytes." }),
  reference: text(2000).optional().meta({ description: "Where it is kept, e.g. the address of a ticket." }),
};

export interface Attached {
  readonly file?: { readonly name: string; readonly base64: string } | undefined;
  readonly reference?: string | undefined;
}

/** What of an attachment tells two requests apart: hashing five megabytes of text again would be in vain. */
export function attachedDigest({ file, reference }: Attached): unknown {
  const bytes = file === undefined ? null : createHash("sha256").update(file.base64).digest("hex");
  return { name: file?.name ?? null, bytes, reference: reference ?? null };
}

/** An artefact as it will be kept, and the digest that stands for it in facts and ledger. */
export interface ReadArtefact {
  readonly digest: string;
  readonly kind: NewArtefact["kind"];
  readonly name: string;
  readonly body: Uint8Array | null;
}

/**
 * Reads what was attached. Of a file the digest is its SHA-256, hex; a reference is short enough to be guessed, so a
 * salted commitment stands for it.
 */
export function readArtefact(ctx: Ctx, { file, reference }: Attached, subject: Subject): Decision<ReadArtefact> {
  if (file === undefined && reference !== undefined) {
    const digest = subject.keep.add(subject.id, "artefact", reference);
    return ok({ digest, kind: "reference", name: reference, body: null });
  }
  if (file === undefined) return refused(domainError("artefact_missing"));
  if (reference !== undefined)
    return refused(invalid("reference", "A file and a reference were sent: one of them counts."));
  const body = Buffer.from(file.base64, "base64");
  if (body.length > ARTEFACT_BYTES_MAX) return refused(domainError("input_too_large", { path: "file" }));
  const kind = sniffArtefact(body);
  if (kind === null) return refused(invalid("file", "The file is no PNG, JPEG, PDF, text or CSV."));
  return ok({ digest: Buffer.from(ctx.sha256(body)).toString("hex"), kind, name: file.name, body });
}

/** Whom the artefact shows, and the commitments of the run. */
export interface Subject {
  readonly id: string;
  readonly keep: Commitments;
}

/** Keeps an artefact beside the fact it belongs to, in a row that can be deleted. */
export function keepArtefact(
  tx: Tx,
  ctx: Ctx,
  { kind, name, body }: ReadArtefact,
  of: Pick<NewArtefact, "subjectId" | "factId" | "statement">,
): Promise<void> {
  return saveArtefact(tx, { id: ctx.newId(), kind, name, body, ...of });
}

function invalid(path: string, what: string) {
  return domainError("input_invalid", { path, sentence: `${what} Nothing was changed. Attach one of these.` });
}
