import { z } from "zod";
import { type DomainErrorCode, ERROR_SENTENCE } from "#lib/core/errors.ts";
import type { RefusedRow } from "#lib/core/intake/reading-refusals.ts";

const kept = z.array(
  z.object({
    digest: z.string(),
    code: z.custom<DomainErrorCode>((code) => typeof code === "string" && Object.hasOwn(ERROR_SENTENCE, code)),
    field: z.string().nullable(),
  }),
);

/** Entries as they are kept with a reading; none where something else stands there. */
export function readRefusals(raw: unknown): readonly RefusedRow[] {
  return kept.safeParse(raw).data ?? [];
}
