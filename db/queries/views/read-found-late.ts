import type { Tx } from "../../tx.ts";

/** Names of systems that came into a case only after it had closed for the first time. */
export async function readFoundLate(tx: Tx, caseId: string): Promise<string[]> {
  const rows = await tx.sql<{ name: string }[]>`
    select y.name from case_item i join system y on y.id = i.system_id
    where i.case_id = ${caseId} group by y.id, y.name
    having min(i.created_at) > (
      select min(t.at) from case_transition t where t.case_id = ${caseId} and t."to" like 'closed\\_%')
    order by y.name`;
  return rows.map((row) => row.name);
}
