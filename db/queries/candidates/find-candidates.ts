import type { Tx } from "../../tx.ts";

/** Candidates by the keys they go by. */
export async function findCandidates(
  tx: Tx,
  keys: readonly string[],
): Promise<{ readonly key: string; readonly candidateId: string }[]> {
  if (keys.length === 0) return [];
  return await tx.sql<{ key: string; candidateId: string }[]>`
    select key, candidate_id as "candidateId" from candidate_key where key = any(${[...keys]}::text[])`;
}
