/** An IP address as its bytes: 4 of them or 16. */
export type AddressBytes = readonly number[];

/**
 * Reads an IP address in every form a resolver or socket layer may accept: dotted, short (`127.1`),
 * decimal, hex and octal IPv4, bracketed IPv6, embedded IPv4. The attack: forms that a text blacklist
 * does not know still reach the loopback.
 * @returns the bytes; "unsafe" when it is an address that must never be used (zone id); null when it is a name.
 */
export function parseAddress(text: string): AddressBytes | "unsafe" | null {
  // Name resolution folds full-width digits and ideographic full stops (IDNA); fold them before looking.
  let host = text.normalize("NFKC").replaceAll("\u3002", ".").trim().toLowerCase();
  if (host.startsWith("[") && host.endsWith("]")) host = host.slice(1, -1);
  if (host.includes(":")) return host.includes("%") ? "unsafe" : (parseV6(host) ?? "unsafe");
  if (host.includes("%")) return "unsafe";
  return parseV4(host.endsWith(".") ? host.slice(0, -1) : host);
}

/** Reads IPv4 as inet_aton does: one to four parts, each decimal, octal (leading 0) or hex (leading 0x). */
function parseV4(host: string): AddressBytes | "unsafe" | null {
  const parts = host.split(".");
  const last = parts.at(-1) ?? "";
  // Only a name whose last label is a number can be an IPv4 address (WHATWG URL, "ends in a number").
  if (!/^(?:\d+|0x[0-9a-f]*)$/.test(last)) return null;
  if (parts.length > 4) return "unsafe";
  const numbers = parts.map(parseNumber);
  let value = 0;
  for (const [index, number] of numbers.entries()) {
    if (number === null) return "unsafe";
    const isLast = index === numbers.length - 1;
    const limit = isLast ? 256 ** (5 - numbers.length) : 256;
    if (number >= limit) return "unsafe";
    value += isLast ? number : number * 256 ** (3 - index);
  }
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256);
}

function parseNumber(part: string): number | null {
  if (/^0x[0-9a-f]*$/.test(part)) return part.length === 2 ? 0 : Number.parseInt(part.slice(2), 16);
  if (/^0[0-7]*$/.test(part)) return Number.parseInt(part, 8);
  if (/^[1-9]\d*$/.test(part)) return Number.parseInt(part, 10);
  return null;
}

function parseV6(host: string): AddressBytes | null {
  const halves = host.split("::");
  if (halves.length > 2) return null;
  const head = groupsOf(halves[0] ?? "");
  const tail = halves.length === 2 ? groupsOf(halves[1] ?? "") : [];
  if (head === null || tail === null) return null;
  const missing = 16 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 2) return null;
  return [...head, ...new Array<number>(missing).fill(0), ...tail];
}

/** Bytes of colon-separated groups; the last may be a dotted IPv4 address. */
function groupsOf(text: string): number[] | null {
  if (text === "") return [];
  const bytes: number[] = [];
  const groups = text.split(":");
  for (const [index, group] of groups.entries()) {
    if (group.includes(".")) {
      const v4 = index === groups.length - 1 ? parseV4(group) : null;
      if (v4 === null || v4 === "unsafe") return null;
      bytes.push(...v4);
    } else {
      if (!/^[0-9a-f]{1,4}$/.test(group)) return null;
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 255);
    }
  }
  return bytes;
}
