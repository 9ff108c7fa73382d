import type { Tx } from "../../tx.ts";

export interface CheckRow {
  readonly systemId: string;
  readonly ok: boolean;
  readonly findings: readonly string[];
  readonly dialect: object;
  /** Abilities by layer; null: this check learned none, and those learned before stay. */
  readonly layers: object | null;
}

/** Keeps what a check learned; the version moves on, so that connections are opened anew with the dialect. */
export async function recordCheck(tx: Tx, check: CheckRow): Promise<void> {
  await tx.sql`
    update system set checked_at = clock_timestamp(), check_ok = ${check.ok}, check_findings = ${JSON.stringify(check.findings)}::text::jsonb,
      check_layers = coalesce(${check.layers === null ? null : JSON.stringify(check.layers)}::text::jsonb, check_layers), dialect = ${JSON.stringify(check.dialect)}::text::jsonb, version = version + 1
    where id = ${check.systemId}`;
}
