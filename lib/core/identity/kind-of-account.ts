import type { AccountKind } from "../access/account.ts";

/** Words in user names of accounts that machines or several people use. */
const MACHINE =
  /(?:^|[-_.])(?:svc|srv|service|sa|bot|robot|app|api|batch|job|cron|daemon|backup|deploy|ci|jenkins|automation|integration|sync)(?:[-_.\d]|$)/;
const SHARED =
  /^(?:admin|administrator|root|sysadmin|postmaster|hostmaster|webmaster|info|office|support|helpdesk|sales|hr|noreply|no-reply|shared|team|test|guest|kiosk|reception|scanner)\d*$/;
const EMERGENCY = /break[-_.]?glass|emergency|firecall|fire[-_.]call/;

/**
 * What an account is. What the target says of it stands. Otherwise it is a human's, unless its name looks like one that
 * machines or several people use: then nobody knows, and nothing acts on it until a person has released it. A name never
 * makes an account a service or a shared one: that would take it off the list of what a leaver can still use.
 */
export function kindOfAccount(account: { readonly said: AccountKind | null; readonly userName: string }): AccountKind {
  if (account.said !== null) return account.said;
  const [name = ""] = account.userName.toLowerCase().split("@");
  return MACHINE.test(name) || SHARED.test(name) || EMERGENCY.test(name) ? "unknown" : "human";
}
