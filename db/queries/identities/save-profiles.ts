import { foldName } from "../../../lib/core/identity/match.ts";
import type { Tx } from "../../tx.ts";
import { renameUsers } from "../candidates/count-users.ts";
import type { Profile } from "./find-profiles.ts";

/**
 * Writes profiles, new or changed. Lists of names go in as JSON: PostgreSQL has no list of lists of unequal length.
 * A person key that another identity took meanwhile fails the transaction: one identity a key.
 */
export async function saveProfiles(tx: Tx, profiles: readonly Profile[]): Promise<void> {
  if (profiles.length === 0) return;
  const json = (lists: readonly (readonly string[])[]) => lists.map((list) => JSON.stringify(list));
  await tx.sql`
    insert into profile_identity (identity_id, person_key, display_name, emails, user_names, name_keys, manager_key, zone)
    select id, key, name, array(select jsonb_array_elements_text(emails::jsonb)),
      array(select jsonb_array_elements_text(user_names::jsonb)),
      array(select jsonb_array_elements_text(name_keys::jsonb)), manager_key, zone
    from unnest(${profiles.map((row) => row.identityId)}::uuid[], ${profiles.map((row) => row.personKey)}::text[],
      ${profiles.map((row) => row.displayName)}::text[], ${json(profiles.map((row) => row.emails))}::text[],
      ${json(profiles.map((row) => row.userNames))}::text[],
      ${json(profiles.map((row) => row.userNames.map(foldName)))}::text[], ${profiles.map((row) => row.managerKey)}::text[],
      ${profiles.map((row) => row.zone)}::text[]) as t(id, key, name, emails, user_names, name_keys,
      manager_key, zone)
    on conflict (identity_id) do update set display_name = excluded.display_name, emails = excluded.emails,
      user_names = excluded.user_names, name_keys = excluded.name_keys,
      manager_key = excluded.manager_key, zone = excluded.zone`;
  await renameUsers(tx, {
    identityIds: profiles.map((row) => row.identityId),
    names: profiles.flatMap((row) => [row.personKey, ...row.emails, ...row.userNames]),
    fold: foldName,
  });
}
