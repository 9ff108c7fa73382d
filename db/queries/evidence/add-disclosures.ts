import type { Tx } from "../../tx.ts";

/** A personal value behind a digest that stands in the ledger. Deleting the row leaves the proof and takes the value. */
export interface NewDisclosure {
  readonly digest: string;
  /** Identity whom the value is about: erasure finds it by this. */
  readonly subjectId: string;
  readonly salt: string;
  readonly name: string;
  readonly value: string;
}

/** Keeps the openings of commitments. */
export async function addDisclosures(tx: Tx, rows: readonly NewDisclosure[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.sql`
    insert into disclosure (digest, subject_id, salt, name, value)
    select * from unnest(${rows.map((row) => row.digest)}::text[], ${rows.map((row) => row.subjectId)}::uuid[],
      ${rows.map((row) => row.salt)}::text[], ${rows.map((row) => row.name)}::text[], ${rows.map((row) => row.value)}::text[])`;
}
