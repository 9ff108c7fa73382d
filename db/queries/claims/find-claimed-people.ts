import type { Tx } from "../../tx.ts";

/** Somebody a tool names, by the key or the mail it names them by. */
export interface ClaimedPerson {
  readonly named: string;
  readonly identityId: string;
}

/** People by HR keys, and by mails in lower case. A mail may be several people's. */
export async function findClaimedPeople(
  tx: Tx,
  personKeys: readonly string[],
  emails: readonly string[],
): Promise<ClaimedPerson[]> {
  return await tx.sql<ClaimedPerson[]>`
    select person_key as named, identity_id as "identityId" from profile_identity where person_key = any(${[...personKeys]}::text[])
    union
    select m.email, p.identity_id from unnest(${[...emails]}::text[]) as m(email) join profile_identity p on p.emails @> array[m.email]`;
}
