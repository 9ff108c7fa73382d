import type { Tx } from "../../tx.ts";

/** Gives a system an owner; returns the new version. */
export async function setSystemOwner(tx: Tx, systemId: string, identityId: string): Promise<number> {
  const [row] = await tx.sql<{ version: number }[]>`
    update system set owner_identity_id = ${identityId}, version = version + 1 where id = ${systemId} returning version`;
  return row?.version ?? 0;
}

/** Says who stands in for a system's owner, or that nobody does; returns the new version. */
export async function setSystemDeputy(tx: Tx, systemId: string, identityId: string | null): Promise<number> {
  const [row] = await tx.sql<{ version: number }[]>`
    update system set deputy_identity_id = ${identityId}, version = version + 1 where id = ${systemId} returning version`;
  return row?.version ?? 0;
}

/** Steps of a system that nobody owns and that are not about `identityId`. */
export async function findUnownedSteps(
  tx: Tx,
  systemId: string,
  identityId: string,
): Promise<{ id: string; caseId: string | null }[]> {
  return await tx.sql<{ id: string; caseId: string | null }[]>`
    select s.id, s.case_id as "caseId" from step s left join leaver_case c on c.id = s.case_id
    where s.system_id = ${systemId} and s.owner_identity_id is null and s.state in ('ready', 'leased', 'waiting')
      and s.kind <> 'check' and c.identity_id is distinct from ${identityId}`;
}
