import type { Tx } from "../../tx.ts";

/** Switches acting on or off; returns the new version. */
export async function setActing(tx: Tx, systemId: string, acting: boolean): Promise<number> {
  const [row] = await tx.sql<{ version: number }[]>`
    update system set acting = ${acting}, version = version + 1 where id = ${systemId} returning version`;
  return row?.version ?? 0;
}
