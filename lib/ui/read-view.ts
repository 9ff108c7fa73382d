/** A read that did not give a view; `sentence` is fit to be shown. */
export class ReadFailure extends Error {
  readonly status: number;
  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}

const SIGNED_OUT = "You are signed out. What you see is as it was last read. Sign in to go on.";
const UNREACHED = "Closeout did not answer. What you see is as it was last read. It is tried again by itself.";

/**
 * Reads a view from the product's own API with the session cookie.
 * @param path below the origin, e.g. `/api/v1/leavers/LV-2041`.
 * @param question sent by POST where it is too long for an address; it changes nothing.
 * @throws ReadFailure with a sentence: signed out, refused, or no answer.
 */
export async function readView<View>(path: string, signal: AbortSignal, question?: unknown): Promise<View> {
  const asked =
    question === undefined
      ? { headers: { accept: "application/json" } }
      : {
          method: "POST",
          headers: { accept: "application/json", "content-type": "application/json" },
          body: JSON.stringify(question),
        };
  const answer = await fetch(path, { signal, credentials: "same-origin", ...asked });
  if (answer.status === 401) throw new ReadFailure(401, SIGNED_OUT);
  if (!answer.ok) throw new ReadFailure(answer.status, UNREACHED);
  // The server builds this body from the same type; there is no second schema to drift from it.
  return (await answer.json()) as View;
}
