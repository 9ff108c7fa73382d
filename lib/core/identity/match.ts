/** Attributes by which a person is known. */
export interface PersonKeys {
  readonly userNames: readonly string[];
  readonly emails: readonly string[];
  readonly externalIds: readonly string[];
}

/** Attributes of one account. */
export interface AccountKeys {
  readonly userName: string;
  readonly emails: readonly string[];
  readonly externalId: string | null;
}

export type MatchReason = "external_id" | "user_name" | "email";

/**
 * Why an account is a person's: exactly equal, letter case aside, strongest key first. null = it is not.
 * Never "contains" or "starts with": ann@ and joann@ are two people. An external id is compared to the letter.
 */
export function matchReason(account: AccountKeys, person: PersonKeys): MatchReason | null {
  if (account.externalId && person.externalIds.includes(account.externalId)) return "external_id";
  if (holds(person.userNames, account.userName) || holds(person.emails, account.userName)) return "user_name";
  if (account.emails.some((email) => holds(person.emails, email))) return "email";
  return null;
}

function holds(list: readonly string[], value: string): boolean {
  // An empty attribute is no attribute: else every account without a mail would be the person's.
  if (value === "") return false;
  const folded = foldName(value);
  return list.some((one) => foldName(one) === folded);
}

/**
 * A name or mail as it is compared: letter case aside, and NFC only. A folding that also joins look-alike letters would
 * let one person pass for another.
 */
export function foldName(value: string): string {
  return value.normalize("NFC").toLowerCase();
}
