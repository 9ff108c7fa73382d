import type { OpenOptions } from "../../contract.ts";
import type { LdapCall } from "../../kit/ldap/call.ts";
import { type Directory, type Found, lookUp } from "../../kit/ldap/directory.ts";
import { type LdapSession, ldapSession } from "../../kit/ldap/session.ts";
import type { LdapConfig } from "./config.ts";
import { type Dialect, parseDialect } from "./dialect.ts";
import { directoryOf } from "./map.ts";

/** One opened LDAP directory. */
export interface Opened extends LdapSession {
  readonly config: LdapConfig;
  readonly dialect: Dialect;
  readonly directory: Directory;
  /** One account by its permanent identifier, absent only beside a control read. */
  accountBy(call: LdapCall, id: string): Promise<Found>;
}

export function openDirectory(options: OpenOptions, config: LdapConfig): Opened {
  const directory = directoryOf(config);
  const dialect = parseDialect(options.dialect);
  const control = config.controlAccountId ?? dialect.controlAccountId;
  return {
    ...ldapSession(options, config),
    config,
    dialect,
    directory,
    accountBy: (call, id) => lookUp(directory, call, id, control),
  };
}
