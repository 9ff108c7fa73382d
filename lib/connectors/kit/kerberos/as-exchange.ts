import { randomInt } from "node:crypto";
import type { DurationMicros } from "../../../core/instant.ts";
import { contentOf, type Element, elementsOf, NotLdapError, numberOf } from "../ldap/ber.ts";
import { instantOf } from "../ldap/time.ts";
import { AES256, decrypt, encrypt, keyOf } from "./aes.ts";
import { der, field, generalizedTime, generalString, integer, octets, sequence } from "./der.ts";

const PREAUTH_REQUIRED = 25;
const PA_ENC_TIMESTAMP = 2;
const PA_ETYPE_INFO2 = 19;
const USAGE_TIMESTAMP = 1;
const USAGE_REPLY = 3;
const ITERATIONS = 4096;
/** As late as every implementation can write; the domain's policy cuts it short. */
const AS_LATE_AS_CAN_BE = "20370913024805Z";

export interface Principal {
  readonly name: string;
  readonly realm: string;
  readonly password: string;
}

/** What a key distribution centre answered. */
export type AsAnswer =
  /** A ticket, and how long it was given for. */
  | { readonly kind: "ticket"; readonly life: DurationMicros; readonly endtime: string }
  /** Its own code and time. `salt`: it wants to see first that we know the password. */
  | { readonly kind: "error"; readonly code: number; readonly time: string; readonly salt: Salt | null }
  | { readonly kind: "unreadable" };

interface Salt {
  readonly text: string;
  readonly iterations: number;
}

/** Asks for a ticket to get tickets by. `proof` from the answer to the first question, null in that one. */
export function asRequest(principal: Principal, proof: { readonly salt: Salt; readonly time: string } | null): Buffer {
  const { name, realm } = principal;
  const names = (...parts: readonly string[]) => field(1, sequence(...parts.map(generalString)));
  const body = sequence(
    field(0, der(0x03, Buffer.alloc(5))),
    field(1, sequence(field(0, integer(1)), names(name))),
    field(2, generalString(realm)),
    field(3, sequence(field(0, integer(2)), names("krbtgt", realm))),
    field(5, generalizedTime(AS_LATE_AS_CAN_BE)),
    field(7, integer(randomInt(2 ** 31 - 1))),
    field(8, sequence(integer(AES256))),
  );
  const parts = [field(1, integer(5)), field(2, integer(10))];
  if (proof !== null) {
    const stamp = sequence(field(0, generalizedTime(proof.time)), field(1, integer(0)));
    const key = keyOf(principal.password, proof.salt.text, proof.salt.iterations);
    const sealed = sequence(field(0, integer(AES256)), field(2, octets(encrypt(key, USAGE_TIMESTAMP, stamp))));
    parts.push(field(3, sequence(sequence(field(1, integer(PA_ENC_TIMESTAMP)), field(2, octets(sealed))))));
  }
  return der(0x6a, sequence(...parts, field(4, body)));
}

/** Reads an answer. The life is read from the part that only who knows the password can open. */
export function readAsAnswer(bytes: Buffer, principal: Principal, salt: Salt | null): AsAnswer {
  try {
    const [outer] = elementsOf(bytes);
    const [inner] = elementsOf(outer?.content ?? Buffer.alloc(0));
    const fields = numbered(contentOf(inner, 0x30));
    if (outer?.tag === 0x7e) return errorOf(fields);
    return outer?.tag === 0x6b && salt !== null ? ticketOf(fields, principal, salt) : { kind: "unreadable" };
  } catch (error) {
    if (error instanceof NotLdapError) return { kind: "unreadable" };
    throw error;
  }
}

type Fields = ReadonlyMap<number, Element>;

/** The fields of a sequence by their numbers, each without its wrapping. */
function numbered(content: Buffer): Fields {
  const pairs = elementsOf(content).map(({ tag, content: wrapped }) => [tag & 0x1f, elementsOf(wrapped)[0]] as const);
  return new Map(pairs.flatMap(([number, element]) => (element === undefined ? [] : [[number, element] as const])));
}

function errorOf(fields: Fields): AsAnswer {
  const code = numberOf(fields.get(6), 0x02);
  const time = contentOf(fields.get(4), 0x18).toString("latin1");
  const data = fields.get(12);
  const salt = code === PREAUTH_REQUIRED && data !== undefined ? saltOf(contentOf(data, 0x04)) : null;
  return { kind: "error", code, time, salt };
}

function saltOf(methods: Buffer): Salt | null {
  for (const method of elementsOf(contentOf(elementsOf(methods)[0], 0x30))) {
    const fields = numbered(contentOf(method, 0x30));
    if (numberOf(fields.get(1), 0x02) !== PA_ETYPE_INFO2) continue;
    for (const entry of elementsOf(contentOf(elementsOf(contentOf(fields.get(2), 0x04))[0], 0x30))) {
      const info = numbered(contentOf(entry, 0x30));
      if (numberOf(info.get(0), 0x02) !== AES256) continue;
      const rounds = info.get(2)?.content;
      const iterations = rounds?.length === 4 ? rounds.readUInt32BE(0) : ITERATIONS;
      // A server that asks for millions of rounds would have us compute for it.
      if (iterations > 100_000) return null;
      return { text: info.get(1)?.content.toString("utf8") ?? "", iterations };
    }
  }
  return null;
}

function ticketOf(fields: Fields, { password }: Principal, salt: Salt): AsAnswer {
  const sealed = numbered(contentOf(fields.get(6), 0x30));
  if (numberOf(sealed.get(0), 0x02) !== AES256) return { kind: "unreadable" };
  const key = keyOf(password, salt.text, salt.iterations);
  const opened = decrypt(key, USAGE_REPLY, contentOf(sealed.get(2), 0x04));
  const [part] = opened === null ? [] : elementsOf(opened);
  const [inner] = part === undefined ? [] : elementsOf(part.content);
  const times = numbered(contentOf(inner, 0x30));
  const timeAt = (number: number) => times.get(number)?.content.toString("latin1") ?? null;
  const endtime = timeAt(7);
  const from = instantOf(timeAt(6) ?? timeAt(5));
  const to = instantOf(endtime);
  if (from === null || to === null || endtime === null || to <= from) return { kind: "unreadable" };
  return { kind: "ticket", life: to - from, endtime };
}
