import { hash } from "node:crypto";
import type { ObservedFacts } from "../../../core/access/observation.ts";
import type { LdapCall } from "../../kit/ldap/call.ts";
import type { LdapChange } from "../../kit/ldap/change.ts";
import { foldedDn } from "../../kit/ldap/dn.ts";
import type { LdapEntry } from "../../kit/ldap/entry.ts";
import { both, present } from "../../kit/ldap/filter.ts";
import { instantOf } from "../../kit/ldap/time.ts";
import type { Opened } from "./session.ts";

/** A credential that an entry holds: its native key, and the attribute and value behind it. */
export interface Credential {
  readonly key: string;
  readonly label: string;
  readonly attribute: string;
  /** null: every value of the attribute, none of which is ever read. */
  readonly value: Buffer | null;
  readonly facts: ObservedFacts;
}

const KEPT_IN = { ssh: "sshPublicKey", cert: "userCertificate" } as const;

/** Attribute of the credential that a native key names; null for what is none. */
export function attributeOf(key: string): string | null {
  if (key === "password") return "userPassword";
  const kind = key.split(":")[0];
  return kind === "ssh" || kind === "cert" ? KEPT_IN[kind] : null;
}

/** Keys and certificates that the entry shows. The key is the digest of the value, so the value stays where it is. */
export function shownCredentials(entry: LdapEntry): readonly Credential[] {
  const all = [
    ...entry.bytes(KEPT_IN.ssh).map((value) => ["ssh", sshLabel(value), KEPT_IN.ssh, value] as const),
    ...entry.bytes(KEPT_IN.cert).map((value) => ["cert", "Certificate", `${KEPT_IN.cert};binary`, value] as const),
  ];
  return all.map(([kind, label, attribute, value]) => {
    const key = `${kind}:${hash("sha256", value, "hex")}`;
    return { key, label, attribute, value, facts: {} };
  });
}

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

export function passwordCredential(entry: LdapEntry): Credential {
  const issuedAt = instantOf(entry.text("pwdChangedTime"));
  const facts = issuedAt === null ? {} : { issuedAt };
  return { key: "password", label: "Password", attribute: "userPassword", value: null, facts };
}

/** The change that takes one credential away and leaves the others. */
export function withoutCredential({ attribute, value }: Credential): LdapChange {
  return {
    operation: "delete",
    attribute,
    values: value === null ? [] : [value],
    isSecret: attribute === "userPassword",
  };
}

/** "ssh-ed25519 mia@laptop": kind and comment, not the key. */
function sshLabel(value: Buffer): string {
  const [kind = "", , ...comment] = value.toString("utf8").trim().split(/\s+/);
  return `SSH key ${[kind, ...comment].join(" ")}`.trim().slice(0, 120);
}
