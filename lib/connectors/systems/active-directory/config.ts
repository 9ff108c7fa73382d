import { z } from "zod";
import { directorySettings } from "../../kit/ldap/settings.ts";

/** What the person who connects an Active Directory states. */
export const activeDirectoryConfig = z.strictObject({
  ...directorySettings,
  baseDn: directorySettings.baseDn.meta({
    title: "Domain",
    description: "The domain as a distinguished name, such as DC=corp,DC=example,DC=com.",
  }),
  bindDn: z.string().min(1).meta({
    title: "Who acts",
    description: "The account that signs in to make changes, such as closeout@corp.example.com.",
  }),
  externalIdAttribute: z
    .string()
    .regex(/^[A-Za-z][\w-]*$/, "Write the name of one attribute, such as employeeID.")
    .default("employeeID")
    .meta({ title: "Identifier in the source of people" }),
  resetPassword: z.boolean().default(false).meta({
    title: "Disabling also sets a password that nobody knows",
    description:
      "So that the old one is of no use when somebody enables the account again; domain controllers take it for an hour longer. Needs encryption.",
  }),
  ldapConnectionHoursMax: z.number().int().min(1).max(8760).optional().meta({
    title: "Longest LDAP connection, hours",
    description:
      "The longest that a domain controller, or what stands before it, keeps an LDAP connection open, as your administrators state it. Left out: connections bound before an account was disabled read Cannot check.",
  }),
  allowDelete: z.boolean().default(false).meta({
    title: "Accounts may be deleted",
    description: "Only where the goal is absence. Without the recycle bin it cannot be undone.",
  }),
});

export type ActiveDirectoryConfig = z.infer<typeof activeDirectoryConfig>;
