import type { Tx } from "../../tx.ts";

export interface ListedSystem {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly connected: boolean;
  /** Size of the last listing that was believed; null: none was. */
  readonly listedBefore: number | null;
}

/** A system by its slug; undefined when there is none the reader may see. */
export async function readListedSystem(tx: Tx, slug: string): Promise<ListedSystem | undefined> {
  const [row] = await tx.sql<ListedSystem[]>`
    select y.id, y.slug, y.name, y.connector is not null as connected, nullif(greatest(l.row_count, 0), 0) as "listedBefore"
    from system y left join system_listing l on l.system_id = y.id
    where y.slug = ${slug} and y.retired_at is null`;
  return row;
}
