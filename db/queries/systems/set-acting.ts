import type { Tx } from "../../tx.ts";

/** Switches acting on or off; returns the new version. */
export async function setActing(tx: Tx, systemId: string, acting: boolean): Promise<number> {
  const [row] = await tx.sql<{ version: number }[]>`
    update system set acting = ${acting}, version = version + 1 where id = ${systemId} returning version`;
  // What waited to be acted on is somebody's from now on, who is named by the settling of its case.
  await tx.sql`
    update leaver_case set settle_at = now() where not ${acting} and id in (
      select case_id from step where system_id = ${systemId} and kind = 'act' and state = 'ready')`;
  return row?.version ?? 0;
}
