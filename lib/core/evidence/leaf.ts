import type { CaseId } from "../ids.ts";
import { type CanonicalValue, canonicalJson } from "./canonical.ts";
import { type Entry, type EntryFrame, entryVersion } from "./entry.ts";

/** What one leaf of the ledger holds: entries of one case (null: of none), as canonical texts in their order. */
export interface Leaf {
  readonly caseId: CaseId | null;
  readonly told: readonly string[];
}

/**
 * Longest text of a leaf's entries, in UTF-16 units. A tile of the log (C2SP tlog-tiles) gives a leaf 65,535 bytes, and a
 * unit is three of them at most in UTF-8; the rest is room for the frame.
 */
const TOLD_MAX = 20_000;

/**
 * Gathers the entries that one transaction writes into leaves, case by case, in the order they were told. They commit
 * together or not at all, so one leaf proves them as well as many, and the log stays as short as what happened.
 * @returns the leaves, and for each entry the place of its leaf
 */
export function gatherLeaves(entries: readonly Entry[]): {
  readonly leaves: readonly Leaf[];
  readonly placeOf: readonly number[];
} {
  const leaves: { caseId: CaseId | null; told: string[]; length: number }[] = [];
  const open = new Map<CaseId | null, number>();
  const placeOf = entries.map((entry) => {
    const text = entryText(entry);
    const at = open.get(entry.caseId);
    const leaf = at === undefined ? undefined : leaves[at];
    if (at !== undefined && leaf !== undefined && leaf.length + text.length <= TOLD_MAX) {
      leaf.told.push(text);
      leaf.length += text.length;
      return at;
    }
    open.set(entry.caseId, leaves.length);
    return leaves.push({ caseId: entry.caseId, told: [text], length: text.length }) - 1;
  });
  return { leaves, placeOf };
}

/** Names in the order that canonical JSON gives them: what is the same in every entry need not be sorted every time. */
function entryText({ kind, data }: Entry): string {
  // Data of a kind is built of canonical values by its declaration; an interface has no index signature to show it.
  return `{"data":${canonicalJson(data as unknown as CanonicalValue)},"kind":"${kind}","version":${entryVersion(kind)}}`;
}

/**
 * The exact text whose UTF-8 bytes are stored and hashed: canonical JSON of the entries in their frame.
 * @throws TypeError when the link belongs to another case than the leaf.
 */
export function leafText({ caseId, told }: Leaf, { at, by, requestId, link }: EntryFrame): string {
  if ((link?.caseId ?? null) !== caseId) throw new TypeError("the leaf is linked into another case");
  const place =
    link === null
      ? "null"
      : `{"id":${canonicalJson(link.caseId)},"number":${canonicalJson(link.number)},"previous":${canonicalJson(link.previous)}}`;
  return `{"at":${canonicalJson(at)},"by":${canonicalJson(by)},"case":${place},"entries":[${told.join(",")}],"request":${canonicalJson(requestId)}}`;
}
