/** Kinds of keys of which a list holds at least one value; a column that is there and empty shows none. */
export interface ListedKeys {
  readonly personKey: boolean;
  readonly email: boolean;
  readonly userName: boolean;
  /** Some user names are mail addresses. */
  readonly emailAsUserName: boolean;
}

/** Kinds of keys that a person may be known by, beside the person key that everybody has. */
export interface HeldKeys {
  readonly emails: readonly string[];
  readonly userNames: readonly string[];
}

/**
 * Whether a row of the list could be the person's at all, by `matchReason`: only then does it prove anything that none
 * is. A leaver known by a person key alone stands in a list of user names unseen, and would read Never found.
 */
export function couldMatch(listed: ListedKeys, { emails, userNames }: HeldKeys): boolean {
  if (listed.personKey) return true;
  if (listed.userName && userNames.length > 0) return true;
  return (listed.email || listed.emailAsUserName) && emails.length > 0;
}

/**
 * A person key as two programs may write it differently: without letter case and leading zeros. Keys that only so are
 * one are never taken for one; they keep a leaver from being called absent.
 */
export function nearKey(key: string): string {
  return key
    .normalize("NFC")
    .toLowerCase()
    .replace(/^0+(?=.)/, "");
}
