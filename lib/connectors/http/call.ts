import type { Dispatcher } from "undici";
import type { CallFailure } from "../contract.ts";
import { BlockedAddressError } from "./connect.ts";

/** What came back on the wire, before anybody interprets it. */
export interface RawAnswer {
  /** null when no answer arrived. */
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The whole body; null when it did not arrive whole. */
  readonly body: Buffer | null;
  /** Bytes received, whole or not. */
  readonly bytes: number;
  readonly failure: CallFailure | null;
}

const EMPTY = Buffer.alloc(0);
const STOPPED = new Error("stopped by us");

/**
 * One request on the wire. One deadline covers queue, connection, headers and body, so that an answer
 * that drips in byte by byte (slow loris) ends too. The body is cut off at a cap.
 * A handler of its own instead of undici's `request`: no stream, no promise and no signal per call.
 */
export class Call implements Dispatcher.DispatchHandler {
  readonly #settle: (answer: RawAnswer) => void;
  readonly #capBytes: number;
  readonly #timer: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | null = null;
  #status: number | null = null;
  #headers: RawAnswer["headers"] = {};
  #chunks: Buffer[] = [];
  #bytes = 0;
  #settled = false;

  constructor(deadlineMs: number, capBytes: number, settle: (answer: RawAnswer) => void) {
    this.#settle = settle;
    this.#capBytes = capBytes;
    this.#timer = setTimeout(() => this.stop("timeout"), deadlineMs);
  }

  /** Ends the call now. What the target did is then unknown. */
  stop(failure: CallFailure): void {
    this.#finish(failure, null);
    this.#controller?.abort(STOPPED);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // Stopped while it still waited for a free connection: it must not be sent any more.
    if (this.#settled) controller.abort(STOPPED);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: RawAnswer["headers"]): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#capBytes) {
      this.#finish("too_large", null);
      controller.abort(STOPPED);
    } else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [only] = this.#chunks;
    const body = this.#chunks.length > 1 ? Buffer.concat(this.#chunks, this.#bytes) : (only ?? EMPTY);
    this.#finish(null, body);
  }

  onResponseError(_: Dispatcher.DispatchController | null, error: Error): void {
    this.#finish(failureBehind(error), null);
  }

  #finish(failure: CallFailure | null, body: Buffer | null): void {
    if (this.#settled) return;
    this.#settled = true;
    clearTimeout(this.#timer);
    this.#chunks = [];
    this.#settle({ status: this.#status, headers: this.#headers, body, bytes: this.#bytes, failure });
  }
}

/** Codes of OpenSSL and Node for a certificate that is not trusted, has ended or does not name the host. */
const CERTIFICATE = /CERT|SELF_SIGNED|ISSUER|ALTNAME|UNABLE_TO_VERIFY/;

function failureBehind(error: Error): CallFailure {
  if (error instanceof BlockedAddressError) return "blocked_address";
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return CERTIFICATE.test(code) ? "certificate" : "connection";
}
