import { type ChainEnd, type EntryRow, lockChains, writeEntries } from "#db/queries/evidence/append-entries.ts";
import type { Tx } from "#db/tx.ts";
import type { Sha256 } from "#lib/core/evidence/bytes.ts";
import { type Entry, entryText } from "#lib/core/evidence/entry.ts";
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

/**
 * Appends entries to the ledger in the caller's transaction: they commit or vanish with the facts they prove.
 * Each entry of a case carries its number and the leaf hash before it. Batched: three statements for any number.
 * Chains stay locked until commit, so call it last.
 * @returns leaf hash (hex) of each entry, in order
 */
export async function appendEvidence(
  tx: Tx,
  frame: EvidenceFrame,
  entries: readonly Entry[],
): Promise<readonly string[]> {
  if (entries.length === 0) return [];
  const chains = await lockChains(tx, [...new Set(entries.flatMap((entry) => entry.caseId ?? []))]);
  const linked = link(entries, chains.ends, chains.at, frame);
  await writeEntries(tx, linked.rows, linked.ends);
  return linked.leaves;
}

interface Linked {
  readonly rows: readonly EntryRow[];
  readonly leaves: readonly string[];
  /** New ends of the chains that grew. */
  readonly ends: ReadonlyMap<string, ChainEnd>;
}

function link(
  entries: readonly Entry[],
  starts: ReadonlyMap<string, ChainEnd>,
  at: Instant,
  { by, requestId, sha256 }: EvidenceFrame,
): Linked {
  const rows: EntryRow[] = [];
  const leaves: string[] = [];
  const ends = new Map<string, ChainEnd>();
  for (const entry of entries) {
    const link = entry.caseId === null ? null : next(entry.caseId, ends.get(entry.caseId) ?? starts.get(entry.caseId));
    const text = entryText(entry, { at, by, requestId, link });
    const leaf = hex(leafHash(encoder.encode(text), sha256));
    if (link !== null) ends.set(link.caseId, { count: link.number, last: leaf });
    rows.push({ text, caseId: entry.caseId, number: link?.number ?? null });
    leaves.push(leaf);
  }
  return { rows, leaves, ends };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}

function next(caseId: CaseId, end: ChainEnd = START) {
  return { caseId, number: end.count + 1, previous: end.last };
}
