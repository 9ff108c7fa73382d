import { lockChains, writeEntries } from "#db/queries/evidence/append-entries.ts";
import type { Tx } from "#db/tx.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { gatherLeaves, leafText } from "#lib/core/evidence/leaf.ts";

/** Writes one entry about a session in the transaction that opens or ends it. */
export async function record(tx: Tx, by: string, requestId: string, entry: Entry): Promise<void> {
  const { at } = await lockChains(tx, []);
  const rows = gatherLeaves([entry]).leaves.map((leaf) => ({
    text: leafText(leaf, { at, by, requestId, link: null }),
    caseId: null,
    number: null,
  }));
  await writeEntries(tx, rows, new Map());
}
