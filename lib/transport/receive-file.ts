import { domainError } from "#lib/core/errors.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import { FileRefused } from "#lib/use-cases/_kit/files/refuse-file.ts";
import type { ReceivedFile } from "./endpoint.ts";
import { MalformedForm, readForm } from "./multipart.ts";

const FORM = /^multipart\/form-data\s*;.*?boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i;

/**
 * Begins to receive a file: the body itself, or the file of a form, whose fields come before it. Nothing of it is held
 * but what is being read.
 */
export async function receiveFile(request: Request): Promise<Decision<ReceivedFile>> {
  if (request.body === null) return refused(domainError("snapshot_empty"));
  const bytes = chunksOf(request.body);
  const form = FORM.exec(request.headers.get("content-type") ?? "");
  if (form === null) return ok({ bytes, fields: {} });
  try {
    const { fields, file } = await readForm(bytes, form[1] ?? form[2] ?? "");
    return file === null
      ? refused(domainError("input_invalid", { sentence: NO_FILE }))
      : ok({ bytes: whole(file), fields });
  } catch (cause) {
    if (cause instanceof MalformedForm) return refused(domainError("input_invalid", { sentence: MALFORMED }));
    throw cause;
  }
}

const NO_FILE = "The form has no file. Nothing was believed. Send the file as the form's last part.";
const MALFORMED = "The form cannot be read. Nothing was believed. Send it as multipart/form-data, or the file alone.";

/** A form that ends within its file is not taken for a shorter one. */
async function* whole(file: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* file;
  } catch (cause) {
    if (cause instanceof MalformedForm) throw new FileRefused("snapshot_unreadable", MALFORMED);
    throw cause;
  }
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
