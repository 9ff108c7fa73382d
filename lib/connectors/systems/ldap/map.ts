import type { Presence } from "../../../core/access/observation.ts";
import type { AccountRecord } from "../../contract.ts";
import type { Directory, Term } from "../../kit/ldap/directory.ts";
import type { LdapEntry } from "../../kit/ldap/entry.ts";
import { equals } from "../../kit/ldap/filter.ts";
import type { Ownership } from "../../kit/ldap/owned.ts";
import { type LdapConfig, lockOf } from "./config.ts";
import { GROUP_CLASSES } from "./groups.ts";

/** Attributes that everything about one account is read from. userPassword is never asked for. */
function attributesOf(config: LdapConfig): readonly string[] {
  const { idAttribute, userNameAttribute, mailAttribute, externalIdAttribute } = config;
  const named = [idAttribute, userNameAttribute, mailAttribute, externalIdAttribute, lockOf(config).attribute];
  const own = ["objectClass", "cn", "displayName", "uid", "gidNumber", "memberOf", "pwdChangedTime"];
  return [...new Set([...named, ...own, "sshPublicKey", "userCertificate"])];
}

/** How this directory shows its accounts. */
export function directoryOf(config: LdapConfig): Directory {
  const { baseDn, accountClass, idAttribute, userNameAttribute, mailAttribute, externalIdAttribute } = config;
  return {
    accountsBase: baseDn,
    accounts: equals("objectClass", accountClass),
    attributes: attributesOf(config),
    termsOf: ({ userNames, emails, externalIds }) => [
      ...[...userNames, ...emails].flatMap((value): Term[] => [
        [userNameAttribute, value],
        [mailAttribute, value],
      ]),
      ...externalIds.map((value): Term => [externalIdAttribute, value]),
    ],
    // A server may answer an error to a value that its syntax does not allow; nothing is asked with such a one.
    byId: (id) => (/^[\w-]{1,128}$/.test(id) ? equals(idAttribute, id) : null),
    idOf: (entry) => entry.text(idAttribute),
    recordOf: (entry) => recordOf(config, entry),
  };
}

/** The account's state as its lock says it. A lock of any other value ends by itself and locks nobody out for good. */
export function presenceOf(config: LdapConfig, entry: LdapEntry): Presence {
  const { attribute, value } = lockOf(config);
  return entry.texts(attribute).some((one) => one.toLowerCase() === value.toLowerCase()) ? "disabled" : "active";
}

function recordOf(config: LdapConfig, entry: LdapEntry): AccountRecord | null {
  const nativeId = entry.text(config.idAttribute);
  if (nativeId === null) return null;
  const [userName = "", ...more] = [...entry.texts(config.userNameAttribute)].sort();
  const classes = entry.texts("objectClass").map((one) => one.toLowerCase());
  const isMachine = ["applicationprocess", "device", "ipservice"].some((one) => classes.includes(one));
  return {
    nativeId,
    userName,
    displayName: entry.text("displayName") ?? entry.text("cn"),
    // Further user names are names by which somebody is found, as mails are.
    emails: [...entry.texts(config.mailAttribute), ...more],
    externalId: entry.text(config.externalIdAttribute),
    presence: presenceOf(config, entry),
    ...(isMachine ? { kind: "service" } : {}),
  };
}

/** How this directory says who owns an entry: machines are one layer, duties over people and groups another. */
export function ownershipOf(config: LdapConfig): Ownership {
  const duties = [...GROUP_CLASSES, config.accountClass, "person", "organizationalUnit"].map((one) =>
    one.toLowerCase(),
  );
  return {
    directory: directoryOf(config),
    owners: ["owner", "manager"],
    base: config.baseDn,
    attributes: [config.idAttribute, "cn", "objectClass"],
    layerOf: (entry) =>
      entry.texts("objectClass").some((one) => duties.includes(one.toLowerCase())) ? "custody" : "machine_identity",
    presenceOf: (entry) => presenceOf(config, entry),
  };
}
