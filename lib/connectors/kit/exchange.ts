import { hash } from "node:crypto";
import type { CallFailure, Exchange } from "../contract.ts";
import { kept } from "../http/kept.ts";

/** One statement or command and what came back, as text, before secrets are taken out. */
export interface Spoken {
  /** QUERY for what only reads, EXEC for what acts. */
  readonly verb: "QUERY" | "EXEC";
  /** Address of the protocol's own scheme, without credentials. */
  readonly url: string;
  readonly request: string;
  /** null when no answer arrived. */
  readonly reply: string | null;
  readonly status: number | null;
  readonly failure: CallFailure | null;
}

/** Keeps one exchange of a protocol other than HTTP: redacted, cut, with the digest of the whole reply. */
export function exchangeOf(spoken: Spoken, redact: (text: string) => string): Exchange {
  const { verb, url, request, reply, status, failure } = spoken;
  const bytes = reply === null ? null : Buffer.from(reply);
  return {
    method: verb,
    url: redact(url),
    requestBody: kept(redact(request)),
    status,
    body: reply === null ? null : kept(redact(reply)),
    bodyBytes: bytes?.length ?? 0,
    bodyDigest: bytes === null ? null : hash("sha256", bytes, "buffer"),
    targetDate: null,
    failure,
  };
}
