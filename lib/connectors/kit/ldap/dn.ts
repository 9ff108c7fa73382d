/** Attribute types that have a number as well as a name; directories answer with either. */
const NAMES: Readonly<Record<string, string>> = {
  "2.5.4.3": "cn",
  "2.5.4.10": "o",
  "2.5.4.11": "ou",
  "0.9.2342.19200300.100.1.1": "uid",
  "0.9.2342.19200300.100.1.25": "dc",
};

/**
 * One way of writing for all spellings of a distinguished name (RFC 4514): escapes resolved, spaces around separators
 * dropped, letter case folded. Two that come out alike are taken for the same entry; null when it is no such name.
 */
export function foldedDn(dn: string): string | null {
  const parts: string[] = [];
  for (const rdn of splitOn(dn, [",", ";"])) {
    const pairs = splitOn(rdn, ["+"]).map(foldedPair);
    if (pairs.some((pair) => pair === null)) return null;
    parts.push(pairs.sort().join("+"));
  }
  return parts.join(",");
}

/** Whether an entry stands at or below another. Names that cannot be read are nowhere. */
export function isWithin(dn: string, base: string): boolean {
  const [inner, outer] = [foldedDn(dn), foldedDn(base)];
  if (inner === null || outer === null) return false;
  return inner === outer || inner.endsWith(`,${outer}`);
}

function foldedPair(pair: string): string | null {
  const at = pair.indexOf("=");
  if (at < 1) return null;
  const type = pair
    .slice(0, at)
    .trim()
    .toLowerCase()
    .replace(/^oid\./, "");
  const value = unescaped(pair.slice(at + 1).trim());
  if (value === null) return null;
  // Encoded anew, so that a comma inside a value is never taken for one between two.
  return `${NAMES[type] ?? type}=${encodeURIComponent(value.normalize("NFC").toLowerCase().replace(/ +/g, " "))}`;
}

/** Splits at separators that stand neither behind a backslash nor inside quotes. */
function splitOn(text: string, separators: readonly string[]): string[] {
  const parts: string[] = [];
  let part = "";
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === "\\") {
      part += text.slice(at, at + 2);
      at += 1;
    } else if (sign === '"') {
      quoted = !quoted;
      part += sign;
    } else if (!quoted && separators.includes(sign)) {
      parts.push(part);
      part = "";
    } else part += sign;
  }
  parts.push(part);
  return parts;
}

function unescaped(value: string): string | null {
  const text = value.startsWith('"') && value.endsWith('"') && value.length > 1 ? value.slice(1, -1) : value;
  const bytes: Buffer[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const hex = /^\\([0-9a-f]{2})/i.exec(text.slice(at, at + 3))?.[1];
    if (hex !== undefined) {
      bytes.push(Buffer.from(hex, "hex"));
      at += 2;
    } else if (text.charAt(at) === "\\") {
      if (at + 1 >= text.length) return null;
      bytes.push(Buffer.from(text.charAt(at + 1)));
      at += 1;
    } else {
      const point = String.fromCodePoint(text.codePointAt(at) ?? 0);
      bytes.push(Buffer.from(point));
      at += point.length - 1;
    }
  }
  return Buffer.concat(bytes).toString("utf8");
}
