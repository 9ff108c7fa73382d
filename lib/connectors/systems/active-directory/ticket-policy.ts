import { type DurationMicros, MINUTE } from "../../../core/instant.ts";
import { type Kdc, ticketLife } from "../../kit/kerberos/ticket-life.ts";
import type { LdapCall } from "../../kit/ldap/call.ts";
import type { LdapEntry } from "../../kit/ldap/entry.ts";
import { anyOf, both, equals, present } from "../../kit/ldap/filter.ts";
import type { ActiveDirectoryConfig } from "./config.ts";
import { relativeId } from "./identity.ts";

/** A ticket younger than this is taken without asking again whether its account is still enabled ([MS-KILE] 3.3.5.7.1). */
const NOT_ASKED_AGAIN = 20 * MINUTE;
/** Protected Users: their tickets live shorter than everybody else's. */
const PROTECTED_USERS = 525;
const POLICIES = ["msDS-AssignedAuthNPolicy", "msDS-AssignedAuthNPolicySilo"] as const;

/**
 * The longest that a ticket of an account can go on after the last moment at which one was issued. The domain's own
 * life is read with a ticket of the account that looks; it is taken only where no policy of its own makes that one
 * shorter. An account with a policy of its own gets that one's life. null = not known.
 */
export async function lifeFor(
  config: ActiveDirectoryConfig,
  call: LdapCall,
  account: LdapEntry,
  looks: { readonly name: string; readonly password: string },
  kdc: Kdc,
): Promise<DurationMicros | null> {
  const own = account.text("msDS-AssignedAuthNPolicy");
  const life = own === null ? await domainLife(config, call, looks, kdc) : await policyLife(call, own);
  return life === null ? null : life + NOT_ASKED_AGAIN;
}

async function policyLife(call: LdapCall, dn: string): Promise<DurationMicros | null> {
  const attributes = ["msDS-UserTGTLifetime"];
  const search = { base: dn, scope: "base" as const, filter: present("objectClass"), attributes };
  const [entry] = (await call.readAll(search)).entries;
  // In tenths of a microsecond; without one the domain's life holds, which this account cannot be asked for.
  const tenths = Number(entry?.text("msDS-UserTGTLifetime") ?? Number.NaN);
  return Number.isSafeInteger(tenths) && tenths > 0 ? Math.ceil(tenths / 10) : null;
}

async function domainLife(
  { baseDn }: ActiveDirectoryConfig,
  call: LdapCall,
  { name, password }: { readonly name: string; readonly password: string },
  kdc: Kdc,
): Promise<DurationMicros | null> {
  const looker = await entryOf(baseDn, call, name);
  if (looker === null || (await hasLifeOfItsOwn(call, looker))) return null;
  const account = looker.text("sAMAccountName");
  const realm = realmOf(baseDn);
  if (account === null || realm === null) return null;
  const read = await ticketLife(kdc, { name: account, realm, password }, call.signal);
  call.exchanges.push(...read.exchanges);
  if (read.life === null) {
    call.find(
      "control_read_failed",
      "The domain's longest ticket could not be read from its Kerberos service (port 88).",
    );
  }
  return read.life;
}

/** The entry of whoever looks, by the name it signs in with. */
async function entryOf(baseDn: string, call: LdapCall, name: string): Promise<LdapEntry | null> {
  const attributes = ["sAMAccountName", ...POLICIES];
  const isDn = /^\s*[\w.-]+\s*=/.test(name);
  const short = name.replace(/^.*\\/, "").replace(/@.*$/, "");
  const byName = anyOf([equals("userPrincipalName", name), equals("sAMAccountName", short)]);
  const search = isDn
    ? { base: name, scope: "base" as const, filter: equals("objectClass", "user"), attributes }
    : { base: baseDn, scope: "sub" as const, filter: both(equals("objectClass", "user"), byName), attributes };
  const { entries } = await call.readAll(search);
  return entries.length === 1 ? (entries[0] ?? null) : null;
}

async function hasLifeOfItsOwn(call: LdapCall, looker: LdapEntry): Promise<boolean> {
  if (POLICIES.some((attribute) => looker.has(attribute))) return true;
  const search = {
    base: looker.dn,
    scope: "base" as const,
    filter: present("objectClass"),
    attributes: ["tokenGroups"],
  };
  const sids = (await call.readAll(search)).entries[0]?.bytes("tokenGroups") ?? [];
  return sids.length === 0 || sids.some((sid) => relativeId(sid) === PROTECTED_USERS);
}

/** DC=ad,DC=acme,DC=test is the realm AD.ACME.TEST. */
function realmOf(baseDn: string): string | null {
  const parts = baseDn.split(",").map((part) => /^\s*dc\s*=\s*([\w-]+)\s*$/i.exec(part)?.[1]);
  return parts.some((part) => part === undefined) ? null : parts.join(".").toUpperCase();
}
