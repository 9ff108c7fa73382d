import { z } from "zod";
import { apiAddress } from "../../kit/config-problems.ts";

/** What the person who connects an Okta organisation states. */
export const oktaConfig = z.strictObject({
  baseUrl: apiAddress.meta({
    title: "Okta address",
    description: "Of the organisation, such as https://acme.okta.com, without -admin.",
    format: "uri",
  }),
  disableBy: z.enum(["deactivate", "suspend"]).default("deactivate").meta({
    title: "How an account is switched off",
    description: "Deactivating also takes its application assignments away; suspending keeps everything for later.",
  }),
  clientId: z.string().min(1).optional().meta({
    title: "Client id of an API service app",
    description: "Instead of an API token; its private key is then asked for. The app must not require DPoP.",
  }),
  keyId: z
    .string()
    .min(1)
    .optional()
    .meta({ title: "Id of that key", description: "The kid under which Okta knows it." }),
  pagesMax: z.number().int().min(1).max(10_000).default(1000).meta({ title: "Pages at most" }),
});

export type OktaConfig = z.infer<typeof oktaConfig>;
