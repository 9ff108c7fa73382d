import type { RefusalReason } from "./command-answer.ts";

/** What the product's own API answered to something that was sent. */
export type Posted<Answer> =
  | { readonly ok: true; readonly data: Answer }
  | { readonly ok: false; readonly reasons: readonly RefusalReason[] };

export const LOST: RefusalReason = {
  code: "no_answer",
  sentence: "No answer came back, so it is not known whether it was saved. Try again: it is never done twice.",
};

/** Reads an answer of the API: the body of a success, or the reasons of a refusal. */
export function postedOf<Answer>(isOk: boolean, said: unknown): Posted<Answer> {
  // The server builds this body from the same type; there is no second schema to drift from it.
  if (isOk) return { ok: true, data: said as Answer };
  const reasons = typeof said === "object" && said !== null && "reasons" in said ? said.reasons : null;
  // Refusals of the API have one shape, whatever was asked.
  return { ok: false, reasons: Array.isArray(reasons) ? (reasons as RefusalReason[]) : [LOST] };
}
