import { foldName } from "../../../lib/core/identity/match.ts";
import type { Tx } from "../../tx.ts";

/** The one person whom a text names by key, mail or user name, and who has not left; null when not one. */
export async function findNamed(tx: Tx, text: string): Promise<string | null> {
  const folded = foldName(text);
  const rows = await tx.sql<{ id: string }[]>`
    select p.identity_id as id from profile_identity p
    where (p.person_key = ${text} or p.emails @> array[${folded}] or p.name_keys @> array[${folded}])
      and exists (select from engagement g where g.identity_id = p.identity_id and (g.ended_at is null or g.ended_at > now()))
    limit 2`;
  const [one, other] = rows;
  return other === undefined ? (one?.id ?? null) : null;
}
