import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import { grouped } from "./grouped.ts";

/** Evidence that looks were asked for, one entry a case. */
export function verificationAsked(items: readonly { readonly caseId: string }[]): Entry[] {
  return [...grouped(items, (item) => item.caseId)].map(([caseId, own]) => ({
    kind: "leaver.verification_asked",
    // The id is the case's own.
    caseId: idOf<"case">(caseId),
    data: { item: null, steps: own.length },
  }));
}
