import { z } from "zod";
import { apiAddress } from "../../kit/config-problems.ts";

/** What the person who connects a GitHub organisation states. */
export const githubConfig = z.strictObject({
  org: z
    .string()
    .regex(/^[\w-]{1,100}$/, "The organisation is its short name, as in github.com/name.")
    .meta({ title: "Organisation", description: "Its short name, as in github.com/name." }),
  baseUrl: apiAddress.default("https://api.github.com").meta({
    title: "API address",
    description: "https://api.github.com, or https://host/api/v3 of GitHub Enterprise Server.",
    format: "uri",
  }),
  identities: z.enum(["saml", "verified_domains", "none"]).default("saml").meta({
    title: "How members are known as people",
    description:
      "GitHub shows no mail of a member. SAML: by the identities of single sign-on. Verified domains: by mails at the organisation's domains. None: by their GitHub names alone; then nobody is proved absent.",
  }),
  appId: z.string().regex(/^\d+$/).optional().meta({
    title: "App id of a GitHub App",
    description: "Instead of a token; its private key is then asked for. Fine-grained tokens are shown to Apps alone.",
  }),
  installationId: z.string().regex(/^\d+$/).optional().meta({
    title: "Installation id of that App",
    description: "The number at the end of its address under the organisation's settings, GitHub Apps.",
  }),
  repositories: z
    .array(z.string().regex(/^[\w.-]{1,100}$/, "A repository is its short name, without the organisation."))
    .max(100)
    .default([])
    .meta({
      title: "Repositories",
      description: "Short names of those whose deploy keys and Actions secrets are read; none where left empty.",
    }),
  teamsMax: z.number().int().min(1).max(5000).default(1000).meta({ title: "Teams at most" }),
  pagesMax: z.number().int().min(1).max(10_000).default(1000).meta({ title: "Pages at most" }),
});

export type GithubConfig = z.infer<typeof githubConfig>;

/** Where REST and GraphQL stand: GitHub Enterprise Server keeps them beside each other below /api. */
export function placesOf(baseUrl: string): { readonly base: string; readonly rest: string } {
  const trimmed = baseUrl.replace(/\/+$/, "");
  return trimmed.endsWith("/api/v3") ? { base: trimmed.slice(0, -3), rest: "/v3" } : { base: trimmed, rest: "" };
}
