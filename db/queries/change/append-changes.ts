import type { Tag } from "../../../lib/core/tags.ts";
import type { Tx } from "../../tx.ts";

/** Says what changed, for live screens. Facts never NOTIFY: that would put every commit in one queue. */
export async function appendChanges(tx: Tx, tags: readonly Tag[]): Promise<void> {
  if (tags.length === 0) return;
  await tx.sql`insert into change (tag) select unnest(${[...tags]}::text[])`;
}
