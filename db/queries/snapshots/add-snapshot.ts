import type { Tx } from "../../tx.ts";

/** A list as it was read, before anything of it is believed. Instants in microseconds. */
export interface NewSnapshot {
  readonly id: string;
  readonly systemId: string;
  readonly kind: string;
  readonly extractedAt: number;
  readonly zone: string;
  readonly matchedAt: number;
  readonly digest: string;
  readonly byteCount: number;
  readonly format: object;
  readonly rowsRead: number;
  readonly rowsBroken: number;
  readonly rowsStated: number | null;
  readonly rowsMatched: number;
  readonly accounts: number;
  readonly rowsKept: number;
  readonly subjectsKept: number;
  readonly complete: boolean;
  readonly layers: readonly string[];
  readonly dates: object;
  readonly findings: readonly object[];
  readonly sample: readonly number[];
  readonly suppliedBy: string;
  readonly extractor: string;
  readonly query: string;
  readonly titles: readonly string[];
  readonly mapping: object;
}

/** Adds a list with what people wrote about it. */
export async function addSnapshot(tx: Tx, s: NewSnapshot): Promise<void> {
  const json = (value: unknown) => JSON.stringify(value);
  await Promise.all([
    tx.sql`
    insert into snapshot (id, system_id, kind, state, extracted_at, zone, received_at, matched_at, digest, byte_count, format,
      rows_read, rows_broken, rows_stated, rows_matched, accounts, rows_kept, subjects_kept, complete, layers, dates, findings, sketch,
      supplied_by)
    values (${s.id}, ${s.systemId}, ${s.kind}, 'read', instant(${s.extractedAt}::bigint), ${s.zone}, clock_timestamp(),
      instant(${s.matchedAt}::bigint), ${s.digest}, ${s.byteCount}, ${json(s.format)}::text::jsonb, ${s.rowsRead},
      ${s.rowsBroken}, ${s.rowsStated}, ${s.rowsMatched}, ${s.accounts}, ${s.rowsKept}, ${s.subjectsKept}, ${s.complete},
      ${[...s.layers]}::text[], ${json(s.dates)}::text::jsonb, ${json(s.findings)}::text::jsonb,
      ${json(s.sample)}::text::jsonb, ${s.suppliedBy})`,
    tx.sql`
    insert into profile_snapshot (snapshot_id, extractor, query, titles, mapping)
    values (${s.id}, ${s.extractor}, ${s.query}, ${[...s.titles]}::text[], ${json(s.mapping)}::text::jsonb)`,
  ]);
}
