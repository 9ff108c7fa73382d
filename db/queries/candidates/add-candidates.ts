import type { Tx } from "../../tx.ts";

export interface NewCandidate {
  readonly id: string;
  readonly name: string;
  readonly domain: string | null;
}

/** Adds candidates, and the names under which new and known ones were seen. */
export async function addCandidates(
  { sql }: Tx,
  candidates: readonly NewCandidate[],
  names: readonly { readonly key: string; readonly candidateId: string }[],
): Promise<void> {
  if (candidates.length > 0) {
    await sql`
      insert into candidate (id, name, domain, found_at)
      select id, name, domain, clock_timestamp()
      from unnest(${candidates.map((one) => one.id)}::uuid[], ${candidates.map((one) => one.name)}::text[],
        ${candidates.map((one) => one.domain)}::text[]) as t(id, name, domain)`;
  }
  if (names.length === 0) return;
  await sql`
    insert into candidate_key (key, candidate_id)
    select * from unnest(${names.map((one) => one.key)}::text[], ${names.map((one) => one.candidateId)}::uuid[])
    on conflict do nothing`;
}
