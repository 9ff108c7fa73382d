import { contentOf, type Element, elementsOf, NotLdapError, numberOf } from "./ber.ts";
import { LdapEntry } from "./entry.ts";

const INTEGER = 0x02;
const OCTETS = 0x04;
const ENUMERATED = 0x0a;
const SEQUENCE = 0x30;
const SET = 0x31;
const CONTROLS = 0xa0;
const REFERRAL = 0xa3;
const PAGED_RESULTS = "1.2.840.113556.1.4.319";

const ENTRY = 0x64;
const REFERENCE = 0x73;
/** Answers that end an operation: bind, search, modify, add, delete, rename, extended. */
const RESULTS: ReadonlySet<number> = new Set([0x61, 0x65, 0x67, 0x69, 0x6b, 0x6d, 0x78]);

/** The end of an operation (RFC 4511, 4.1.9). */
export interface LdapResult {
  readonly kind: "result";
  readonly code: number;
  /** The server's own words. */
  readonly words: string;
  /** Where it sends us instead. */
  readonly referrals: readonly string[];
  /** Of paged results (RFC 2696): not empty while pages follow; null when the server did not page. */
  readonly cookie: Buffer | null;
}

export type LdapMessage =
  | { readonly kind: "entry"; readonly entry: LdapEntry }
  | { readonly kind: "reference"; readonly urls: readonly string[] }
  | LdapResult;

/**
 * Reads one whole message. Nothing is filled in where it is missing: an answer without a result code is no success.
 * @throws NotLdapError
 */
export function readMessage(bytes: Buffer): { readonly id: number; readonly message: LdapMessage } {
  const [outer] = elementsOf(bytes);
  const [id, operation, controls] = elementsOf(contentOf(outer, SEQUENCE));
  if (operation === undefined) throw new NotLdapError("a message without an operation");
  return { id: numberOf(id, INTEGER), message: messageOf(operation, controls) };
}

function messageOf(operation: Element, controls: Element | undefined): LdapMessage {
  if (operation.tag === ENTRY) return { kind: "entry", entry: entryOf(operation.content) };
  if (operation.tag === REFERENCE) return { kind: "reference", urls: textsOf(operation.content) };
  if (!RESULTS.has(operation.tag)) throw new NotLdapError("an operation that answers nothing");
  const [code, matched, words, ...rest] = elementsOf(operation.content);
  contentOf(matched, OCTETS);
  const referral = rest.find(({ tag }) => tag === REFERRAL);
  return {
    kind: "result",
    code: numberOf(code, ENUMERATED),
    words: contentOf(words, OCTETS).toString("utf8").replaceAll("\0", ""),
    referrals: referral === undefined ? [] : textsOf(referral.content),
    cookie: controls === undefined ? null : cookieOf(contentOf(controls, CONTROLS)),
  };
}

function entryOf(content: Buffer): LdapEntry {
  const [name, list] = elementsOf(content);
  const attributes = elementsOf(contentOf(list, SEQUENCE)).map((one) => {
    const [type, values] = elementsOf(contentOf(one, SEQUENCE));
    const all = elementsOf(contentOf(values, SET)).map((value) => contentOf(value, OCTETS));
    return [contentOf(type, OCTETS).toString("utf8"), all] as const;
  });
  return new LdapEntry(contentOf(name, OCTETS).toString("utf8"), attributes);
}

function textsOf(content: Buffer): readonly string[] {
  return elementsOf(content).map((one) => contentOf(one, OCTETS).toString("utf8"));
}

function cookieOf(controls: Buffer): Buffer | null {
  for (const control of elementsOf(controls)) {
    const [type, ...rest] = elementsOf(contentOf(control, SEQUENCE));
    if (contentOf(type, OCTETS).toString("latin1") !== PAGED_RESULTS) continue;
    const value = contentOf(rest.at(-1), OCTETS);
    const [, cookie] = elementsOf(contentOf(elementsOf(value)[0], SEQUENCE));
    return contentOf(cookie, OCTETS);
  }
  return null;
}
