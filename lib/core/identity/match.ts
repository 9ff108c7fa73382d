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
 * Never "contains" or "starts with": ann@ and joann@ are two people.
 */
export function matchReason(account: AccountKeys, person: PersonKeys): MatchReason | null {
  if (account.externalId !== null && person.externalIds.includes(account.externalId)) return "external_id";
  if (holds([...person.userNames, ...person.emails], account.userName)) return "user_name";
  if (account.emails.some((email) => holds(person.emails, email))) return "email";
  return null;
}

function holds(list: readonly string[], value: string): boolean {
  const folded = value.toLowerCase();
  return list.some((one) => one.toLowerCase() === folded);
}
