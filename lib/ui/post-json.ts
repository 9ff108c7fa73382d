import { LOST, type Posted, postedOf } from "./posted.ts";

/** Sends JSON to the product's own API with the session cookie, where it is too large for a server action. */
export async function postJson<Answer>(path: string, body: unknown): Promise<Posted<Answer>> {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
      credentials: "same-origin",
      body: JSON.stringify(body),
    });
    return postedOf<Answer>(answer.ok, await answer.json());
  } catch {
    return { ok: false, reasons: [LOST] };
  }
}
