import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";

export interface NewRawBlob {
  readonly id: string;
  /** JSON text of redacted exchanges, in one line. */
  readonly exchanges: string;
}

/**
 * Keeps requests and answers as read; the server compresses what is long. One text for all, cut at line feeds, which
 * JSON never holds bare: an array would have every quotation mark escaped and back.
 */
export async function addRawBlobs(tx: Tx, blobs: readonly NewRawBlob[]): Promise<void> {
  if (blobs.length === 0) return;
  await tx.sql`
    insert into raw_blob (id, exchanges)
    select id, convert_to(exchanges, 'UTF8')
    from rows from (unnest(${plainList(blobs.map((b) => b.id))}::uuid[]),
      string_to_table(${blobs.map((b) => b.exchanges).join("\n")}, E'\n')) as t(id, exchanges)`;
}
