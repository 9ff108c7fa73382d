import type { DurationMicros } from "../../../core/instant.ts";
import type { OpenOptions } from "../../contract.ts";
import { redactor } from "../../http/redact.ts";
import type { LdapCall } from "../../kit/ldap/call.ts";
import { type Directory, type Found, lookUp } from "../../kit/ldap/directory.ts";
import { isWithin } from "../../kit/ldap/dn.ts";
import type { LdapEntry } from "../../kit/ldap/entry.ts";
import { type LdapSession, ldapSession } from "../../kit/ldap/session.ts";
import type { ActiveDirectoryConfig } from "./config.ts";
import { directoryOf } from "./map.ts";
import { lifeFor } from "./ticket-policy.ts";

/** One opened Active Directory. */
export interface Opened extends LdapSession {
  readonly config: ActiveDirectoryConfig;
  readonly directory: Directory;
  /** One account by its objectGUID, absent only beside a control read. */
  accountBy(call: LdapCall, id: string): Promise<Found>;
  /** How long a ticket of this account can go on after the last one was issued; null = not known. */
  ticketLife(call: LdapCall, account: LdapEntry): Promise<DurationMicros | null>;
}

const DEADLINE_MS = 15_000;

export function openDirectory(options: OpenOptions, config: ActiveDirectoryConfig): Opened {
  const directory = directoryOf(config);
  const learned = options.dialect["controlAccountId"];
  const control = config.controlAccountId ?? (typeof learned === "string" ? learned : null);
  const session = ldapSession(options, config, (url) => holdsNoAccounts(url, config.baseDn));
  const { secrets, deadlineMs = DEADLINE_MS, allowPrivateTargets = [] } = options;
  const password = secrets["observePassword"] ?? secrets["password"] ?? "";
  const kdc = { host: config.host, allowPrivateTargets, deadlineMs, redact: redactor(Object.values(secrets)) };
  const looks = { name: session.looksAs, password };
  return {
    ...session,
    config,
    directory,
    accountBy: (call, id) => lookUp(directory, call, id, control),
    ticketLife: (call, account) => lifeFor(config, call, account, looks, kdc),
  };
}

/** Every domain points to its own configuration and zones of names; no account stands there. A child domain is another matter. */
function holdsNoAccounts(url: string, baseDn: string): boolean {
  try {
    const dn = decodeURIComponent(new URL(url).pathname.slice(1));
    const parts = [`CN=Configuration,${baseDn}`, `DC=DomainDnsZones,${baseDn}`, `DC=ForestDnsZones,${baseDn}`];
    return parts.some((part) => isWithin(dn, part));
  } catch {
    return false;
  }
}
