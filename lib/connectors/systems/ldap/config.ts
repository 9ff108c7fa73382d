import { z } from "zod";
import { directorySettings } from "../../kit/ldap/settings.ts";

const attribute = z.string().regex(/^[A-Za-z][\w;-]*$|^[\d.]+$/, "Write the name of one attribute, such as uid.");

/** What the person who connects an LDAP directory states. */
export const ldapConfig = z
  .strictObject({
    ...directorySettings,
    groupBaseDn: directorySettings.baseDn.optional().meta({
      title: "Base of groups",
      description: "Groups are searched here and below. Left out: the same as the base.",
    }),
    accountClass: attribute.default("inetOrgPerson").meta({
      title: "Class of accounts",
      description: "The object class that makes an entry an account.",
    }),
    idAttribute: z.enum(["entryUUID", "nsUniqueId", "ipaUniqueID"]).default("entryUUID").meta({
      title: "Permanent identifier",
      description: "The attribute that stays the same when an entry is renamed or moved.",
    }),
    userNameAttribute: attribute.default("uid").meta({ title: "User name" }),
    mailAttribute: attribute.default("mail").meta({ title: "Mail" }),
    externalIdAttribute: attribute.default("employeeNumber").meta({ title: "Identifier in the source of people" }),
    disableBy: z.enum(["ppolicy", "nsAccountLock", "attribute"]).default("ppolicy").meta({
      title: "How an account is switched off",
      description:
        "ppolicy: OpenLDAP's password policy. nsAccountLock: 389 Directory Server and FreeIPA. attribute: the one named below.",
    }),
    disableAttribute: attribute.optional().meta({ title: "Attribute that switches off" }),
    disableValue: z.string().min(1).optional().meta({ title: "Its value when off" }),
    allowDelete: z.boolean().default(false).meta({
      title: "Accounts may be deleted",
      description: "Only where the goal is absence. It cannot be undone.",
    }),
  })
  .check((context) => {
    const { disableBy, disableAttribute, disableValue } = context.value;
    if (disableBy !== "attribute" || (disableAttribute !== undefined && disableValue !== undefined)) return;
    const message = "Name the attribute that switches an account off, and its value when off.";
    context.issues.push({ code: "custom", message, input: context.value, path: ["disableAttribute"] });
  });

export type LdapConfig = z.infer<typeof ldapConfig>;

/** The attribute that switches an account off, and its value when off. */
export function lockOf(config: LdapConfig): { readonly attribute: string; readonly value: string } {
  if (config.disableBy === "nsAccountLock") return { attribute: "nsAccountLock", value: "TRUE" };
  if (config.disableBy === "ppolicy") return { attribute: "pwdAccountLockedTime", value: "000001010000Z" };
  return { attribute: config.disableAttribute ?? "", value: config.disableValue ?? "" };
}
