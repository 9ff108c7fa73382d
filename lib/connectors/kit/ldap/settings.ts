import { z } from "zod";
import type { SecretField } from "../../form.ts";
import { CA_CERTIFICATE, OBSERVE_PASSWORD } from "../database-secrets.ts";

const dn = z.string().regex(/^\s*[\w.-]+\s*=/, "Write it as a distinguished name, such as dc=example,dc=com.");

/** What every directory asks: where it is, how the way there is protected, and where its accounts stand. */
export const directorySettings = {
  host: z
    .string()
    .regex(/^[^\s/@?#]{1,253}$/, "The host is a name or an address alone, without scheme, port or path.")
    .meta({ title: "Host", description: "Name of the server as its certificate says it, such as ldap.example.com." }),
  port: z.number().int().min(1).max(65_535).default(636).meta({ title: "Port" }),
  encryption: z.enum(["ldaps", "starttls", "off"]).default("ldaps").meta({
    title: "Encryption",
    description:
      "ldaps: from the first byte. starttls: before anything is said. off: only to private ranges that the operator allowed.",
  }),
  baseDn: dn.meta({ title: "Base", description: "Accounts are searched here and below, such as dc=example,dc=com." }),
  bindDn: z.string().min(1).meta({ title: "Who acts", description: "The name that signs in to make changes." }),
  observeBindDn: z.string().min(1).optional().meta({
    title: "Who looks",
    description: "A second name that may only read. Left out: the same as who acts.",
  }),
  freshnessSeconds: z.number().int().min(0).max(86_400).default(0).meta({
    title: "Seconds until an act shows",
    description: "How long the server that is asked may lag behind the one that takes changes.",
  }),
  ignoreReferrals: z.boolean().default(false).meta({
    title: "Parts on other servers hold no accounts of ours",
    description: "Otherwise a list in which the server points elsewhere is not taken for the whole list.",
  }),
  pageSize: z.number().int().min(0).max(5000).default(500).meta({
    title: "Entries a page",
    description: "0 for servers that do not page.",
  }),
  pagesMax: z.number().int().min(1).max(100_000).default(2000).meta({ title: "Pages at most" }),
  controlAccountId: z.string().min(1).optional().meta({
    title: "An account that stays",
    description: "Its permanent identifier, for control reads. Left out: one is learned.",
  }),
};

export const directorySecrets: readonly SecretField[] = [
  { name: "password", label: "Password of who acts", help: null, required: true, multiline: false },
  OBSERVE_PASSWORD,
  CA_CERTIFICATE,
];

const common = z.object(directorySettings);
export type DirectorySettings = z.infer<typeof common>;
