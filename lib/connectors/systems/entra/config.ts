import { z } from "zod";
import { apiAddress } from "../../kit/config-problems.ts";

const guid = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, "It is a number such as 8f2d…-…; find it under Overview.");

/** What the person who connects a Microsoft Entra tenant states. */
export const entraConfig = z.strictObject({
  tenantId: guid.meta({ title: "Directory (tenant) id", description: "Microsoft Entra admin center, Overview." }),
  clientId: guid.meta({
    title: "Application (client) id",
    description: "Of an app registration with application permissions that an administrator consented to.",
  }),
  cloud: z.enum(["global", "us_government", "us_government_dod", "china"]).default("global").meta({
    title: "Cloud",
    description: "Which of Microsoft's clouds the tenant lives in.",
  }),
  accessTokenMinutes: z.number().int().min(60).max(1680).default(1680).meta({
    title: "Longest life of an access token, minutes",
    description:
      "28 hours is the longest that Microsoft documents (continuous access evaluation). Less where a policy says so.",
  }),
  baseUrl: apiAddress.optional().meta({
    title: "Address in place of Microsoft's",
    description: "For sign-in and Graph alike. Leave empty.",
    format: "uri",
  }),
  pagesMax: z.number().int().min(1).max(10_000).default(1000).meta({ title: "Pages at most" }),
});

export type EntraConfig = z.infer<typeof entraConfig>;

const CLOUDS: Readonly<Record<EntraConfig["cloud"], { readonly graph: string; readonly login: string }>> = {
  global: { graph: "https://graph.microsoft.com", login: "https://login.microsoftonline.com" },
  us_government: { graph: "https://graph.microsoft.us", login: "https://login.microsoftonline.us" },
  us_government_dod: { graph: "https://dod-graph.microsoft.us", login: "https://login.microsoftonline.us" },
  china: { graph: "https://microsoftgraph.chinacloudapi.cn", login: "https://login.chinacloudapi.cn" },
};

/** Where a tenant is called. `audience`: whose permissions are asked for, which stays the vendor's own. */
export function hostsOf({ cloud, baseUrl }: EntraConfig): {
  readonly graph: string;
  readonly login: string;
  readonly audience: string;
} {
  const { graph, login } = CLOUDS[cloud];
  return { graph: (baseUrl ?? graph).replace(/\/+$/, ""), login: baseUrl ?? login, audience: graph };
}
