import { type ChainEnd, type EntryRow, lockChains, writeEntries } from "#db/queries/evidence/append-entries.ts";
import type { Tx } from "#db/tx.ts";
import type { Sha256 } from "#lib/core/evidence/bytes.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { gatherLeaves, type Leaf, leafText } from "#lib/core/evidence/leaf.ts";
import { leafHash } from "#lib/core/evidence/leaf-hash.ts";
import type { CaseId } from "#lib/core/ids.ts";
import type { Instant } from "#lib/core/instant.ts";

/** Who wrote the entries, under which request, hashed with what. */
export interface EvidenceFrame {
  readonly by: string;
  readonly requestId: string;
  readonly sha256: Sha256;
}

const encoder = new TextEncoder();
const START: ChainEnd = { count: 0, last: null };

/** What a tile of the log has room for (C2SP tlog-tiles: a length of two bytes before each leaf). */
const LEAF_BYTES_MAX = 65_535;

/**
 * Appends entries to the ledger in the caller's transaction: they commit or vanish with the facts they prove. Those of
 * one case go into one leaf, which carries its number and the hash of the leaf before it. Batched: three statements for
 * any number. Chains stay locked until commit, so call it last.
 * @returns hash (hex) of the leaf that each entry stands in, in order
 */
export async function appendEvidence(
  tx: Tx,
  frame: EvidenceFrame,
  entries: readonly Entry[],
): Promise<readonly string[]> {
  if (entries.length === 0) return [];
  const { leaves, placeOf } = gatherLeaves(entries);
  const chains = await lockChains(tx, [...new Set(leaves.flatMap((leaf) => leaf.caseId ?? []))]);
  const linked = link(leaves, chains.ends, chains.at, frame);
  await writeEntries(tx, linked.rows, linked.ends);
  // Every place is one of the leaves'.
  return placeOf.map((place) => linked.hashes[place] ?? "");
}

interface Linked {
  readonly rows: readonly EntryRow[];
  readonly hashes: readonly string[];
  /** New ends of the chains that grew. */
  readonly ends: ReadonlyMap<string, ChainEnd>;
}

function link(
  leaves: readonly Leaf[],
  starts: ReadonlyMap<string, ChainEnd>,
  at: Instant,
  { by, requestId, sha256 }: EvidenceFrame,
): Linked {
  const rows: EntryRow[] = [];
  const hashes: string[] = [];
  const ends = new Map<string, ChainEnd>();
  for (const leaf of leaves) {
    const link = leaf.caseId === null ? null : next(leaf.caseId, ends.get(leaf.caseId) ?? starts.get(leaf.caseId));
    const text = leafText(leaf, { at, by, requestId, link });
    const bytes = encoder.encode(text);
    if (bytes.length > LEAF_BYTES_MAX) throw new TypeError("an entry is longer than a leaf may be");
    const hash = hex(leafHash(bytes, sha256));
    if (link !== null) ends.set(link.caseId, { count: link.number, last: hash });
    rows.push({ text, caseId: leaf.caseId, number: link?.number ?? null });
    hashes.push(hash);
  }
  return { rows, hashes, ends };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}

function next(caseId: CaseId, end: ChainEnd = START) {
  return { caseId, number: end.count + 1, previous: end.last };
}
