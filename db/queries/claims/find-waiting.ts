import type { Layer } from "../../../lib/core/access/layer.ts";
import type { Instant } from "../../../lib/core/instant.ts";
import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";

/** A tool's claim that is matched to no item yet. */
export interface WaitingClaim {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly layer: Layer;
  readonly statedAt: Instant | null;
  readonly by: string;
  readonly personKey: string | null;
  readonly email: string | null;
  readonly systemName: string;
  readonly accessName: string | null;
}

const columns = ({ sql }: Tx) => sql`
  t.id, t.kind, t.state, t.layer, micros(t.stated_at) as "statedAt", t.by, w.person_key as "personKey", w.email,
  w.system_name as "systemName", w.access_name as "accessName"`;

const waits = ({ sql }: Tx) => sql`
  t.state <> 'pending' and not exists (select from claim k where k.tool_claim_id = t.id)`;

/** Claims that wait for somebody whom these cases are about. */
export async function findWaitingOf(tx: Tx, caseIds: readonly string[]): Promise<WaitingClaim[]> {
  return await tx.sql<WaitingClaim[]>`
    with people as (
      select p.person_key, p.emails from leaver_case c join profile_identity p on p.identity_id = c.identity_id
      where c.id = any(${plainList(caseIds)}::uuid[])
    ), named as (
      select w.* from people p join profile_tool_claim w on w.person_key = p.person_key
      union
      select w.* from people p join profile_tool_claim w on w.email = any(p.emails) and w.person_key is null
    )
    select ${columns(tx)} from named w join tool_claim t on t.id = w.claim_id where ${waits(tx)}`;
}

/** Names of systems in claims that wait, as the tools write them. */
export async function listWaitingNames(tx: Tx): Promise<string[]> {
  const rows = await tx.sql<{ name: string }[]>`
    select distinct w.system_name as name from profile_tool_claim w join tool_claim t on t.id = w.claim_id where ${waits(tx)}`;
  return rows.map((row) => row.name);
}

/** Claims that wait and name one of these systems. */
export async function findWaitingNamed(tx: Tx, names: readonly string[], rowsMax: number): Promise<WaitingClaim[]> {
  return await tx.sql<WaitingClaim[]>`
    select ${columns(tx)} from profile_tool_claim w join tool_claim t on t.id = w.claim_id
    where w.system_name = any(${[...names]}::text[]) and ${waits(tx)} order by t.id limit ${rowsMax}`;
}
