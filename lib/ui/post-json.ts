import type { RefusalReason } from "./command-answer.ts";

export type Posted<Answer> =
  | { readonly ok: true; readonly data: Answer }
  | { readonly ok: false; readonly reasons: readonly RefusalReason[] };

const LOST: RefusalReason = {
  code: "no_answer",
  sentence: "No answer came back, so it is not known whether it was saved. Try again: it is never done twice.",
};

/** Sends JSON to the product's own API with the session cookie, where it is too large for a server action. */
export async function postJson<Answer>(path: string, body: unknown): Promise<Posted<Answer>> {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
      credentials: "same-origin",
      body: JSON.stringify(body),
    });
    const said: unknown = await answer.json();
    // The server builds this body from the same type; there is no second schema to drift from it.
    if (answer.ok) return { ok: true, data: said as Answer };
    const reasons = typeof said === "object" && said !== null && "reasons" in said ? said.reasons : null;
    // Refusals of the API have one shape, whatever was asked.
    return { ok: false, reasons: Array.isArray(reasons) ? (reasons as RefusalReason[]) : [LOST] };
  } catch {
    return { ok: false, reasons: [LOST] };
  }
}
