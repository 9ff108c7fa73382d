/** Characters that nobody sees: of no width, or of the direction of writing. Pasted into a cell, they hide an address. */
const UNSEEN = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
/** How directories mark addresses: `SMTP:` the first, `smtp:` the others. */
const MARK = /^(?:smtp|mailto):/i;

/** A value without the characters that nobody sees, and without blanks around it. */
export function seen(value: string): string {
  return value.replace(UNSEEN, "").trim();
}

/**
 * Mail addresses of one cell: some lists write several into it, mark them as directories do (`SMTP:ann@x.org`), or write
 * a name beside them (`Ann Lee <ann@x.org>`).
 */
export function emailsIn(cell: string): readonly string[] {
  const text = seen(cell);
  if (text === "") return [];
  // What stands beside an address in angle brackets is a name, in which commas may be.
  const parts = text.includes("<")
    ? text.split(/[<>;,\s]+/).filter((part) => part.includes("@"))
    : text.split(/[;,\s]+/);
  return parts.map((part) => part.replace(MARK, "")).filter((email) => email !== "");
}
