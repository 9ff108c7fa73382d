import type { Tx } from "../../tx.ts";

export interface FoundSystem {
  readonly name: string;
  readonly acting: boolean;
  readonly connector: string | null;
}

/** A system that is not retired; undefined when there is none the reader may see. */
export async function findSystem(tx: Tx, systemId: string): Promise<FoundSystem | undefined> {
  const [row] = await tx.sql<FoundSystem[]>`
    select name, acting, connector from system where id = ${systemId} and retired_at is null`;
  return row;
}
