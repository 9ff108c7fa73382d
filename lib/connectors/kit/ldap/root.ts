import type { LdapCall } from "./call.ts";
import { isWithin } from "./dn.ts";
import type { LdapEntry } from "./entry.ts";
import { present } from "./filter.ts";

/** What a server says of itself to everybody (RFC 4512, 5.1). */
export interface Root {
  readonly entry: LdapEntry;
  readonly isActiveDirectory: boolean;
  serves(base: string): boolean;
  hasControl(oid: string): boolean;
}

const ATTRIBUTES = ["namingContexts", "supportedControl", "supportedExtension", "vendorName", "vendorVersion"];
/** LDAP_CAP_ACTIVE_DIRECTORY_OID. */
const ACTIVE_DIRECTORY = "1.2.840.113556.1.4.800";

/** null when the server says nothing of itself. */
export async function readRoot(call: LdapCall, more: readonly string[] = []): Promise<Root | null> {
  const attributes = [...ATTRIBUTES, "supportedCapabilities", ...more];
  const search = { base: "", scope: "base" as const, filter: present("objectClass"), attributes };
  const [entry] = await call.readSome(search);
  if (entry === undefined) return null;
  return {
    entry,
    isActiveDirectory: entry.texts("supportedCapabilities").includes(ACTIVE_DIRECTORY),
    serves: (base) => entry.texts("namingContexts").some((context) => context === "" || isWithin(base, context)),
    hasControl: (oid) => entry.texts("supportedControl").includes(oid),
  };
}
