import { domainError } from "#lib/core/errors.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";

/**
 * Reads a JSON body of at most `bytesMax`, counted as it arrives: a length that a header promises is not believed.
 * Only application/json: a form of another site cannot send it without asking the browser first.
 */
export async function readJsonBody(request: Request, bytesMax: number): Promise<Decision<unknown>> {
  if (request.body === null || request.headers.get("content-length") === "0") return ok(undefined);
  const type = request.headers.get("content-type") ?? "";
  const bytes = await readBytes(request.body, bytesMax);
  if (bytes === null) return refused(domainError("input_too_large"));
  if (bytes.length === 0) return ok(undefined);
  if (!/^application\/json(?:\s*;|$)/i.test(type)) {
    const sentence = "The body is not sent as application/json. Nothing was changed. Send it as JSON.";
    return refused(domainError("input_invalid", { sentence }));
  }
  try {
    return ok(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch {
    const sentence = "The body is not valid JSON in UTF-8. Nothing was changed. Correct it and send it again.";
    return refused(domainError("input_invalid", { sentence }));
  }
}

/** Reads the fields of a plain HTML form of at most `bytesMax`; null when it is not one, or is larger. */
export async function readForm(request: Request, bytesMax: number): Promise<URLSearchParams | null> {
  const type = request.headers.get("content-type") ?? "";
  if (request.body === null || !/^application\/x-www-form-urlencoded(?:\s*;|$)/i.test(type)) return null;
  const bytes = await readBytes(request.body, bytesMax);
  return bytes === null ? null : new URLSearchParams(new TextDecoder().decode(bytes));
}

async function readBytes(body: ReadableStream<Uint8Array>, bytesMax: number): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(parts);
    length += value.length;
    if (length > bytesMax) {
      await reader.cancel();
      return null;
    }
    parts.push(value);
  }
}
