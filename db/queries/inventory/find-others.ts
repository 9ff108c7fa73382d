import type { Tx } from "../../tx.ts";

/** An identity by the attributes accounts are matched with. */
export interface KnownPerson {
  readonly identityId: string;
  readonly personKey: string;
  readonly emails: readonly string[];
  readonly userNames: readonly string[];
}

/** What accounts are called. */
export interface SoughtKeys {
  readonly externalIds: readonly string[];
  /** User names and mails alike, as `foldName` makes them: people sign in with either. */
  readonly names: readonly string[];
}

/**
 * Every identity that one of these keys may be of; whether it is, the caller compares. One statement a batch, key by key
 * (`offset 0` keeps it so): compared as one long list, it would be held against everybody there is.
 */
export async function findOthers(tx: Tx, { externalIds, names }: SoughtKeys): Promise<KnownPerson[]> {
  if (externalIds.length === 0 && names.length === 0) return [];
  return await tx.sql<KnownPerson[]>`
    select identity_id as "identityId", person_key as "personKey", emails, user_names as "userNames"
    from profile_identity where identity_id in (
      select identity_id from profile_identity where person_key = any(${[...externalIds]}::text[])
      union
      select p.identity_id from unnest(${[...names]}::text[]) as k(name) cross join lateral (
        select identity_id from profile_identity where emails @> array[k.name] offset 0) p
      union
      select p.identity_id from unnest(${[...names]}::text[]) as k(name) cross join lateral (
        select identity_id from profile_identity where name_keys @> array[k.name] offset 0) p)`;
}
