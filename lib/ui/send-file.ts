import { LOST, type Posted, postedOf } from "./posted.ts";

/** How much of a file has gone out, in bytes of the whole form. */
export interface Sent {
  readonly bytes: number;
  readonly total: number;
}

const STOPPED = {
  code: "stopped",
  sentence: "Sending was stopped. Nothing of the file was taken. Send it again when you want to.",
};

/**
 * Sends a file with its fields to the product's own API, with the session cookie. The browser reads it from the disk as it
 * goes: it is never whole in memory. Fields go first, so that the server knows them before the file arrives.
 * @param signal stops it; what arrived so far is thrown away
 */
export function sendFile<Answer>(
  path: string,
  fields: Readonly<Record<string, string>>,
  file: File,
  { signal, onSent }: { readonly signal: AbortSignal; readonly onSent?: (sent: Sent) => void },
): Promise<Posted<Answer>> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", file, file.name);
  return new Promise((resolve) => {
    // fetch cannot tell how much of a body has gone out.
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    const settle = (posted: Posted<Answer>) => {
      signal.removeEventListener("abort", stop);
      resolve(posted);
    };
    request.open("POST", path);
    request.setRequestHeader("idempotency-key", crypto.randomUUID());
    request.upload.onprogress = ({ loaded, total }) => onSent?.({ bytes: loaded, total });
    request.onload = () => settle(answerOf<Answer>(request));
    request.onerror = () => settle({ ok: false, reasons: [LOST] });
    request.onabort = () => settle({ ok: false, reasons: [STOPPED] });
    signal.addEventListener("abort", stop);
    if (signal.aborted) settle({ ok: false, reasons: [STOPPED] });
    else request.send(form);
  });
}

function answerOf<Answer>(request: XMLHttpRequest): Posted<Answer> {
  try {
    return postedOf<Answer>(request.status >= 200 && request.status < 300, JSON.parse(request.responseText));
  } catch {
    return { ok: false, reasons: [LOST] };
  }
}
