import type { Tx } from "../../tx.ts";

/** Whether a reading is still that of whoever leased it under `fence`. */
export async function isHeld(
  tx: Tx,
  { systemId, kind, fence }: { readonly systemId: string; readonly kind: string; readonly fence: number },
): Promise<boolean> {
  const rows = await tx.sql`
    select from reading where system_id = ${systemId} and kind = ${kind} and fence = ${fence}`;
  return rows.length > 0;
}
