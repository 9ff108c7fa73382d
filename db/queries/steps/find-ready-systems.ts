import type { Database } from "../../client.ts";
import { plainList } from "../../plain-list.ts";

/** Systems, other than those in `known`, of which a step could be leased now. */
export async function findReadySystems(
  database: Database,
  known: readonly string[],
  systemsMax: number,
): Promise<string[]> {
  const rows = await database.sql<{ id: string }[]>`
    select b.system_id as id from target_budget b join system y on y.id = b.system_id
    where b.system_id <> all(${plainList(known)}::uuid[]) and (b.blocked_until is null or b.blocked_until <= now())
      and exists (select from step s where s.system_id = b.system_id and s.state = 'ready' and s.not_before <= now()
        and (s.kind <> 'act' or y.acting))
    limit ${systemsMax}`;
  return rows.map((row) => row.id);
}
