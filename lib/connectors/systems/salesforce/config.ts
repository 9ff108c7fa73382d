import { z } from "zod";
import { apiAddress } from "../../kit/config-problems.ts";

/** What the person who connects a Salesforce organisation states. */
export const salesforceConfig = z.strictObject({
  baseUrl: apiAddress.meta({
    title: "My Domain address",
    description: "Such as https://acme.my.salesforce.com, or https://acme--uat.sandbox.my.salesforce.com.",
    format: "uri",
  }),
  clientId: z.string().min(1).meta({
    title: "Consumer key",
    description: "Of an external client app with the client credentials flow and a user of its own to run as.",
  }),
  apiVersion: z
    .string()
    .regex(/^v\d{2,3}\.0$/, "It is written like v62.0.")
    .default("v62.0")
    .meta({ title: "API version", description: "v62.0 or newer." }),
  pagesMax: z.number().int().min(1).max(10_000).default(1000).meta({ title: "Pages at most" }),
});

export type SalesforceConfig = z.infer<typeof salesforceConfig>;
