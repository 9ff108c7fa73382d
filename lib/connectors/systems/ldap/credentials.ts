import type { ObservedFacts } from "../../../core/access/observation.ts";
import type { LdapCall } from "../../kit/ldap/call.ts";
import { foldedDn } from "../../kit/ldap/dn.ts";
import type { LdapEntry } from "../../kit/ldap/entry.ts";
import { both, present } from "../../kit/ldap/filter.ts";
import type { HeldKind } from "../../kit/ldap/held-values.ts";
import { instantOf } from "../../kit/ldap/time.ts";
import type { Opened } from "./session.ts";

/** Keys and certificates that an entry holds. */
export const HELD: readonly HeldKind[] = [
  { prefix: "ssh", layer: "credential", attribute: "sshPublicKey", label: sshLabel },
  {
    prefix: "cert",
    layer: "credential",
    attribute: "userCertificate",
    changeAs: "userCertificate;binary",
    label: () => "Certificate",
  },
];

/** The native key of the one password that an entry can have. */
export const PASSWORD = "password";

/**
 * Whether an entry has a password: asked as a question, so that no password is ever sent. null when that cannot be
 * known: "no" is believed only where somebody else's password, other than our own, answers the same question.
 */
export async function passwordOf(opened: Opened, call: LdapCall, entry: LdapEntry): Promise<boolean | null> {
  const { directory } = opened;
  const id = directory.idOf(entry);
  const byId = id === null ? null : directory.byId(id);
  if (byId === null) return null;
  const base = { base: directory.accountsBase, scope: "sub" as const, attributes: ["1.1"] };
  const { entries, complete } = await call.readAll({ ...base, filter: both(byId, present("userPassword")) });
  if (entries.length > 0) return true;
  if (!complete) return null;
  return (await seesPasswords(opened, call, entry.dn)) ? false : null;
}

/** Somebody's password can be seen to exist: not our own, which everybody may see, and not that of the entry in doubt. */
export async function seesPasswords(opened: Opened, call: LdapCall, not: string | null): Promise<boolean> {
  const base = { base: opened.directory.accountsBase, scope: "sub" as const, attributes: ["1.1"] };
  const some = await call.readSome({ ...base, filter: present("userPassword") });
  const own = [opened.looksAs, not ?? ""].map(foldedDn);
  return some.some(({ dn }) => !own.includes(foldedDn(dn)));
}

/** When the password was set, as far as the directory says. */
export function passwordFacts(entry: LdapEntry): ObservedFacts {
  const issuedAt = instantOf(entry.text("pwdChangedTime"));
  return issuedAt === null ? {} : { issuedAt };
}

/** "ssh-ed25519 mia@laptop": kind and comment, not the key. */
function sshLabel(value: Buffer): string {
  const [kind = "", , ...comment] = value.toString("utf8").trim().split(/\s+/);
  return `SSH key ${[kind, ...comment].join(" ")}`.trim().slice(0, 120);
}
