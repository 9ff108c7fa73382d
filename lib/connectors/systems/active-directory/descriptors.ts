import type { Layer } from "../../../core/access/layer.ts";
import type { AccessRecord } from "../../contract.ts";
import type { LdapCall } from "../../kit/ldap/call.ts";
import type { LdapEntry } from "../../kit/ldap/entry.ts";
import { both, present } from "../../kit/ldap/filter.ts";
import { idOf } from "./map.ts";
import type { Opened } from "./session.ts";

/** A right that another object grants in a security descriptor of its own. */
interface Granted {
  readonly prefix: string;
  readonly layer: Layer;
  readonly attribute: string;
  readonly words: string;
}

const GRANTED: readonly Granted[] = [
  {
    prefix: "acts-on",
    layer: "delegation",
    attribute: "msDS-AllowedToActOnBehalfOfOtherIdentity",
    words: "May act as anybody towards",
  },
  {
    prefix: "reads-password-of",
    layer: "machine_identity",
    attribute: "msDS-GroupMSAMembership",
    words: "May read the password of",
  },
];

/** Objects whose descriptors name the account itself. Rights that come through a group end with the membership. */
export async function grantedTo(
  { config }: Opened,
  call: LdapCall,
  account: LdapEntry,
  accountNativeId: string,
): Promise<{ readonly rows: readonly AccessRecord[]; readonly complete: boolean }> {
  const sid = account.bytes("objectSid")[0];
  const rows: AccessRecord[] = [];
  let complete = sid !== undefined;
  for (const { prefix, layer, attribute, words } of GRANTED) {
    const search = { base: config.baseDn, scope: "sub" as const, filter: present(attribute) };
    const read = await call.readAll({ ...search, attributes: ["objectGUID", "cn", attribute] });
    complete &&= read.complete;
    for (const entry of read.entries.filter((one) => names(one, attribute, sid))) {
      const nativeKey = `${prefix}:${idOf(entry) ?? entry.dn}`;
      rows.push({
        accountNativeId,
        layer,
        nativeKey,
        label: `${words} ${entry.texts("cn")[0] ?? entry.dn}`,
        facts: {},
      });
    }
  }
  return { rows, complete };
}

/** Whether one such right is still granted; null when the key is of another kind, "unknown" when it cannot be read. */
export async function grantSeen(
  { config, directory }: Opened,
  call: LdapCall,
  account: LdapEntry,
  nativeKey: string,
): Promise<"active" | "absent" | "unknown" | null> {
  const granted = GRANTED.find(({ prefix }) => nativeKey.startsWith(`${prefix}:`));
  if (granted === undefined) return null;
  const byId = directory.byId(nativeKey.slice(granted.prefix.length + 1));
  const sid = account.bytes("objectSid")[0];
  if (byId === null || sid === undefined) return "unknown";
  const place = { base: config.baseDn, scope: "sub" as const, attributes: ["objectGUID", granted.attribute] };
  const { entries, complete } = await call.readAll({ ...place, filter: byId });
  const [entry] = entries;
  if (entry !== undefined && names(entry, granted.attribute, sid)) return "active";
  if (!complete || entries.length > 1) return "unknown";
  if (entry === undefined || entry.has(granted.attribute)) return "absent";
  // A descriptor that is not shown is empty or hidden: another one that is shown tells which.
  const others = await call.readSome({ ...place, filter: both(present(granted.attribute)) });
  return others.length > 0 ? "absent" : "unknown";
}

/** Any mention counts, also one that denies: too many are shown rather than too few. */
function names(entry: LdapEntry, attribute: string, sid: Buffer | undefined): boolean {
  return sid !== undefined && entry.bytes(attribute).some((descriptor) => descriptor.includes(sid));
}
