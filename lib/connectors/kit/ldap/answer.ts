import { hash } from "node:crypto";
import type { CallFailure, Exchange } from "../../contract.ts";
import { kept } from "../../http/kept.ts";
import type { LdapEntry } from "./entry.ts";

/** Result codes of RFC 4511, as far as a connector tells them apart. */
export const CODE = {
  success: 0,
  timeLimit: 3,
  sizeLimit: 4,
  referral: 10,
  adminLimit: 11,
  noSuchAttribute: 16,
  noSuchObject: 32,
  invalidCredentials: 49,
  insufficientRights: 50,
  objectClassViolation: 65,
} as const;

/** One operation and what came back. */
export interface LdapAnswer {
  readonly entries: readonly LdapEntry[];
  /** Other places where the server says that more may be found. */
  readonly references: readonly string[];
  /** null when no whole answer arrived. */
  readonly code: number | null;
  /** The server's own words, redacted. */
  readonly words: string;
  readonly cookie: Buffer | null;
  /** Why the answer cannot be used. A refusal to act, and a list cut short, are answers. */
  readonly failure: CallFailure | null;
  /** The network's or OpenSSL's own code, for the person who connects the system. */
  readonly networkCode: string | null;
  readonly exchange: Exchange;
}

export type Verb = "BIND" | "STARTTLS" | "SEARCH" | "MODIFY" | "DELETE";

/** An operation as it is kept. */
export interface Asked {
  readonly verb: Verb;
  /** ldap://host:port/ and the entry it is about. */
  readonly url: string;
  /** What was asked, without secrets. */
  readonly request: Readonly<Record<string, unknown>>;
}

/** How the server ended an operation. */
export interface Answered {
  readonly code: number;
  readonly words: string;
  readonly cookie: Buffer | null;
}

/** What arrived of one answer. */
export interface Arrived {
  readonly entries: readonly LdapEntry[];
  readonly references: readonly string[];
  readonly result: Answered | null;
  /** Every message of the answer as received. */
  readonly bytes: readonly Buffer[];
  readonly failure: CallFailure | null;
  readonly networkCode: string | null;
}

/** Joins question and answer to what is kept and what is handed on. */
export function answerOf(asked: Asked, arrived: Arrived, redact: (text: string) => string): LdapAnswer {
  const { entries, references, result, bytes, networkCode } = arrived;
  const failure = arrived.failure ?? failureOf(asked.verb, result?.code ?? null);
  const words = redact(result?.words ?? "");
  const all = result === null ? null : Buffer.concat(bytes);
  const body = { code: result?.code, message: words, entries, references };
  const exchange: Exchange = {
    method: asked.verb,
    url: redact(asked.url),
    requestBody: kept(redact(JSON.stringify(asked.request))),
    status: result?.code ?? null,
    body: result === null ? null : kept(redact(JSON.stringify(body))),
    bodyBytes: all?.length ?? 0,
    bodyDigest: all === null ? null : hash("sha256", all, "buffer"),
    targetDate: null,
    failure,
  };
  const cookie = result?.cookie ?? null;
  return { entries, references, code: result?.code ?? null, words, cookie, failure, networkCode, exchange };
}

/** Whoever may not sign in, or must encrypt first. */
const UNAUTHORISED: readonly number[] = [7, 8, 13, 48, CODE.invalidCredentials];
const BROKEN: readonly number[] = [1, 2, 51, 52, 80];
const CUT_SHORT: readonly number[] = [CODE.timeLimit, CODE.sizeLimit, CODE.adminLimit];

function failureOf(verb: Verb, code: number | null): CallFailure | null {
  if (code === null) return "connection";
  if (code === CODE.success) return null;
  if (UNAUTHORISED.includes(code)) return "unauthorised";
  if (BROKEN.includes(code)) return "server_error";
  if (verb === "MODIFY" || verb === "DELETE") return null;
  if (code === CODE.insufficientRights) return "unauthorised";
  if (CUT_SHORT.includes(code)) return null;
  return code === CODE.referral ? "redirect" : "unexpected_shape";
}
