import type { Tx } from "../../tx.ts";

/** A sheet that was handed out, byte for byte; undefined when there is none, or none any more. */
export async function readSheetExport(
  tx: Tx,
  caseId: string,
  id: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const [row] = await tx.sql<
    { pdf: Uint8Array }[]
  >`select pdf from sheet_export where id = ${id} and case_id = ${caseId}`;
  return row === undefined ? undefined : new Uint8Array(row.pdf);
}
