import type { Tx } from "../../tx.ts";

export interface NewRawBlob {
  readonly id: string;
  /** JSON text of redacted exchanges. */
  readonly exchanges: string;
}

/** Keeps requests and answers as read; the server compresses what is long. */
export async function addRawBlobs(tx: Tx, blobs: readonly NewRawBlob[]): Promise<void> {
  if (blobs.length === 0) return;
  await tx.sql`
    insert into raw_blob (id, exchanges)
    select id, convert_to(exchanges, 'UTF8')
    from unnest(${blobs.map((b) => b.id)}::uuid[], ${blobs.map((b) => b.exchanges)}::text[]) as t(id, exchanges)`;
}
