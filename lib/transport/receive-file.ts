import { domainError } from "#lib/core/errors.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import type { ReceivedFile } from "./endpoint.ts";

/** Begins to receive a file: the body itself. Nothing of it is held but what is being read. */
export async function receiveFile(request: Request): Promise<Decision<ReceivedFile>> {
  if (request.body === null) return refused(domainError("snapshot_empty"));
  return ok({ bytes: chunksOf(request.body), fields: {} });
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // Whoever stops reading early lets the sender stop sending.
    await reader.cancel().catch(() => undefined);
  }
}
