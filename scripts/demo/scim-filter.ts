/** One comparison of a SCIM filter; only `eq` is spoken here. */
export interface Comparison {
  /** Attribute in lower case. */
  readonly attribute: string;
  readonly value: string;
}

/** Comparisons joined by `or` of groups joined by `and`. */
export type Filter = readonly (readonly Comparison[])[];

const COMPARISON = /^\s*([a-z][\w.:]*)\s+eq\s+("(?:[^"\\]|\\.)*"|true|false)\s*/i;
const JOIN = /^(and|or)\s+/i;

/** Reads `a eq "x" or b eq "y" and c eq "z"`; null for anything else. */
export function parseFilter(text: string): Filter | null {
  const groups: Comparison[][] = [[]];
  let rest = text;
  for (;;) {
    const found = COMPARISON.exec(rest);
    if (found === null) return null;
    groups.at(-1)?.push({ attribute: (found[1] ?? "").toLowerCase(), value: String(JSON.parse(found[2] ?? '""')) });
    rest = rest.slice(found[0].length);
    if (rest === "") return groups;
    const join = JOIN.exec(rest);
    if (join === null) return null;
    if (join[1]?.toLowerCase() === "or") groups.push([]);
    rest = rest.slice(join[0].length);
  }
}
