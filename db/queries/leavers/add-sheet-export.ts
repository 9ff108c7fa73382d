import type { Tx } from "../../tx.ts";

/** Keeps a sheet as it is handed out. */
export async function addSheetExport(tx: Tx, id: string, caseId: string, pdf: Uint8Array): Promise<void> {
  await tx.sql`
    insert into sheet_export (id, case_id, pdf, made_at) values (${id}, ${caseId}, ${Buffer.from(pdf)}, clock_timestamp())`;
}
