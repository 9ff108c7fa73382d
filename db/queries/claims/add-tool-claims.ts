import type { Tx } from "../../tx.ts";

export interface NewToolClaim {
  readonly id: string;
  readonly source: string;
  readonly kind: string;
  readonly externalDigest: string;
  readonly inputHash: string;
  readonly state: string;
  readonly layer: string;
  /** Microseconds; null when the tool states no time. */
  readonly statedAt: number | null;
  readonly by: string;
  readonly personKey: string | null;
  readonly email: string | null;
  readonly systemName: string;
  readonly accessName: string | null;
  readonly externalId: string;
  readonly title: string | null;
  readonly statedText: string | null;
}

/** Keeps what tools said as it arrived: the fact, and in a row of its own whom and what it names. */
export async function addToolClaims({ sql }: Tx, rows: readonly NewToolClaim[]): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map((row) => row.id);
  const automatic = rows.filter((row) => row.kind === "tool");
  await Promise.all([
    sql`
    insert into tool_claim (id, source, kind, external_digest, input_hash, state, layer, stated_at, received_at, by)
    select id, source, kind, external_digest, input_hash, state, layer, instant(stated_at), clock_timestamp(), by
    from unnest(${ids}::uuid[], ${rows.map((row) => row.source)}::text[], ${rows.map((row) => row.kind)}::text[],
      ${rows.map((row) => row.externalDigest)}::text[], ${rows.map((row) => row.inputHash)}::text[], ${rows.map((row) => row.state)}::text[],
      ${rows.map((row) => row.layer)}::text[], ${rows.map((row) => row.statedAt)}::bigint[], ${rows.map((row) => row.by)}::text[])
      as t(id, source, kind, external_digest, input_hash, state, layer, stated_at, by)`,
    sql`
    insert into profile_tool_claim (claim_id, person_key, email, system_name, access_name, external_id, title, stated_text)
    select * from unnest(${ids}::uuid[], ${rows.map((row) => row.personKey)}::text[], ${rows.map((row) => row.email)}::text[],
      ${rows.map((row) => row.systemName)}::text[], ${rows.map((row) => row.accessName)}::text[],
      ${rows.map((row) => row.externalId)}::text[], ${rows.map((row) => row.title)}::text[],
      ${rows.map((row) => row.statedText)}::text[])`,
    sql`
    insert into profile_tool_system (tool, system_name)
    select distinct * from unnest(${automatic.map((row) => row.source)}::text[], ${automatic.map((row) => row.systemName)}::text[])
    on conflict do nothing`,
  ]);
}
