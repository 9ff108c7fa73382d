/** What an entry may be made of. Fractions are left out on purpose: languages print them differently. */
export type CanonicalValue =
  | null
  | boolean
  | number
  | string
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue };

/**
 * The one JSON text of a value: RFC 8785 for strings, booleans, null, whole numbers, arrays and plain objects.
 * Keys are sorted by UTF-16 code units, so any language writes the same bytes from the same value.
 * @throws TypeError for what RFC 8785 or our subset does not hold: undefined, fractions, lone surrogates, class
 * instances. Dropping such a field silently would leave a hole in evidence.
 */
export function canonicalJson(value: CanonicalValue): string {
  switch (typeof value) {
    case "string":
      return canonicalString(value);
    case "number":
      // A whole number past 2^53 may stand for several values: the bytes would not be unique.
      if (!Number.isSafeInteger(value)) throw new TypeError(`not a safe whole number: ${value}`);
      return String(value);
    case "boolean":
      return value ? "true" : "false";
    case "object":
      return value === null ? "null" : canonicalCollection(value);
    default:
      throw new TypeError(`no canonical form for a value of type ${typeof value}`);
  }
}

/** Text that stands in JSON as it is: printable ASCII but for the quotation mark and the backslash. */
const PLAIN = /^[ !#-[\]-~]*$/;

function canonicalString(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError("a string holds half a surrogate pair");
  return JSON.stringify(text);
}

function canonicalCollection(value: readonly CanonicalValue[] | { readonly [key: string]: CanonicalValue }): string {
  if (isList(value)) {
    // Array.from visits holes, which map would skip: a sparse array must be refused.
    return `[${Array.from(value, canonicalJson).join(",")}]`;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError("not a plain object");
  let text = "";
  for (const key of Object.keys(value).sort()) {
    // The key comes from the object itself; undefined falls to the refusal above.
    text += `${text === "" ? "" : ","}${canonicalString(key)}:${canonicalJson(value[key] as CanonicalValue)}`;
  }
  return `{${text}}`;
}

// Array.isArray does not narrow a readonly array away from an indexed object.
function isList(value: object): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}
