import { lockChains, writeEntries } from "#db/queries/evidence/append-entries.ts";
import type { Tx } from "#db/tx.ts";
import { type Entry, entryText } from "#lib/core/evidence/entry.ts";

/** Writes one entry about a session in the transaction that opens or ends it. */
export async function record(tx: Tx, by: string, requestId: string, entry: Entry): Promise<void> {
  const { at } = await lockChains(tx, []);
  const text = entryText(entry, { at, by, requestId, link: null });
  await writeEntries(tx, [{ text, caseId: null, number: null }], new Map());
}
