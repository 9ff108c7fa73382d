import { z } from "zod";

/** What the person who connects an account of an npm registry states. */
export const npmRegistryConfig = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/, error: "Write the address as https://registry.example.com." }).meta({
    title: "Registry address",
    description: "Such as https://registry.example.com.",
    format: "uri",
  }),
  account: z.string().min(1).max(214).meta({
    title: "Account",
    description: "The account whose token is entered below. A registry shows the tokens of no other account.",
  }),
});

export type NpmRegistryConfig = z.infer<typeof npmRegistryConfig>;
