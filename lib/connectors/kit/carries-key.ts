import type { AccountRecord, CorrelationKeys } from "../contract.ts";

/** Whether an account carries one of a person's keys: exactly equal, letter case aside; an external id to the letter. */
export function carriesKey(account: AccountRecord, keys: CorrelationKeys): boolean {
  if (account.externalId !== null && keys.externalIds.includes(account.externalId)) return true;
  const names = new Set([...keys.userNames, ...keys.emails].map(folded));
  const mails = new Set(keys.emails.map(folded));
  names.delete("");
  mails.delete("");
  return names.has(folded(account.userName)) || account.emails.some((mail) => mails.has(folded(mail)));
}

/** Not locale-aware: a Turkish machine must compare as every other. */
function folded(text: string): string {
  return text.normalize("NFC").toLowerCase();
}
