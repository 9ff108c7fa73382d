import type { AccountKind } from "../../../core/access/account.ts";
import type { Presence } from "../../../core/access/observation.ts";
import type { AccountRecord } from "../../contract.ts";
import type { Directory, Term } from "../../kit/ldap/directory.ts";
import type { LdapEntry } from "../../kit/ldap/entry.ts";
import { both, equals, present } from "../../kit/ldap/filter.ts";
import type { Ownership } from "../../kit/ldap/owned.ts";
import type { ActiveDirectoryConfig } from "./config.ts";
import { guidBytes, guidText, relativeId } from "./identity.ts";

/** Bits of userAccountControl. */
const DISABLED = 0x2;
const TRUST = 0x800;

const ATTRIBUTES = [
  "objectGUID",
  "objectSid",
  "objectClass",
  "sAMAccountName",
  "userPrincipalName",
  "userAccountControl",
  "displayName",
  "cn",
  "mail",
  "proxyAddresses",
  "primaryGroupID",
  "isCriticalSystemObject",
  "pwdLastSet",
  "altSecurityIdentities",
  "userCertificate",
  "msDS-KeyCredentialLink",
  "msDS-AllowedToDelegateTo",
  "msDS-AssignedAuthNPolicy",
  "publicDelegates",
  "altRecipient",
  "msExchGenericForwardingAddress",
  "replPropertyMetaData",
] as const;

/** How an Active Directory shows its accounts: of people, of machines, and of services. */
export function directoryOf(config: ActiveDirectoryConfig): Directory {
  return {
    accountsBase: config.baseDn,
    accounts: both(equals("objectClass", "user"), present("sAMAccountName")),
    attributes: [...ATTRIBUTES, config.externalIdAttribute],
    termsOf: ({ userNames, emails, externalIds }) => [
      ...[...userNames, ...emails].flatMap((value): Term[] => [
        ["sAMAccountName", value],
        ["userPrincipalName", value],
        ["mail", value],
        ["proxyAddresses", `smtp:${value}`],
      ]),
      ...externalIds.map((value): Term => [config.externalIdAttribute, value]),
    ],
    byId: (id) => {
      const bytes = guidBytes(id);
      return bytes === null ? null : equals("objectGUID", bytes);
    },
    idOf,
    recordOf: (entry) => recordOf(config, entry),
  };
}

export function idOf(entry: LdapEntry): string | null {
  return guidText(entry.bytes("objectGUID")[0]);
}

/** Whether the account may sign in. Without the bits nothing is known; an account that has expired is not disabled. */
export function presenceOf(entry: LdapEntry): Presence {
  const bits = controlBits(entry);
  if (bits === null) return "unknown";
  return (bits & DISABLED) === 0 ? "active" : "disabled";
}

/** userAccountControl; null when it is not shown. */
export function controlBits(entry: LdapEntry): number | null {
  const text = entry.text("userAccountControl");
  return text !== null && /^-?\d+$/.test(text) ? Number(text) : null;
}

/** The bits that switch the account off and change nothing else. */
export function disabledBits(bits: number): string {
  return String(bits | DISABLED);
}

/** What the directory itself says that an account is. Of a person's it says nothing. */
export function kindOf(entry: LdapEntry): AccountKind | null {
  const classes = entry.texts("objectClass").map((one) => one.toLowerCase());
  const managed = [
    "msds-groupmanagedserviceaccount",
    "msds-managedserviceaccount",
    "msds-delegatedmanagedserviceaccount",
  ];
  if (managed.some((one) => classes.includes(one))) return "service";
  const relative = relativeId(entry.bytes("objectSid")[0]);
  const isBuiltIn = relative !== null && relative < 1000;
  const isTrust = ((controlBits(entry) ?? 0) & TRUST) !== 0;
  const isCritical = entry.text("isCriticalSystemObject") === "TRUE";
  return isBuiltIn || isTrust || isCritical || classes.includes("computer") ? "system" : null;
}

function recordOf(config: ActiveDirectoryConfig, entry: LdapEntry): AccountRecord | null {
  const nativeId = idOf(entry);
  if (nativeId === null) return null;
  const addresses = entry.texts("proxyAddresses").flatMap((one) => /^smtp:(.+)$/i.exec(one)?.[1] ?? []);
  const names = [...entry.texts("mail"), ...entry.texts("userPrincipalName"), ...addresses];
  const kind = kindOf(entry);
  return {
    nativeId,
    userName: entry.text("sAMAccountName") ?? "",
    displayName: entry.text("displayName") ?? entry.text("cn"),
    // A sign-in name of the form of a mail is a name by which somebody is found, as mails are.
    emails: [...new Set(names)],
    externalId: entry.text(config.externalIdAttribute),
    presence: presenceOf(entry),
    ...(kind === null ? {} : { kind }),
  };
}

const MACHINES = ["computer", "serviceconnectionpoint"];

/** How an Active Directory says who owns an entry. */
export function ownershipOf(config: ActiveDirectoryConfig): Ownership {
  return {
    directory: directoryOf(config),
    owners: ["managedBy", "manager"],
    base: config.baseDn,
    attributes: ["objectGUID", "cn", "objectClass"],
    layerOf: (entry) =>
      entry.texts("objectClass").some((one) => MACHINES.includes(one.toLowerCase())) ? "machine_identity" : "custody",
    presenceOf,
  };
}
