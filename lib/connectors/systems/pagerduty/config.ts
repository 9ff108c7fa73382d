import { z } from "zod";
import { apiAddress } from "../../kit/config-problems.ts";

/** What the person who connects a PagerDuty account states. */
export const pagerdutyConfig = z.strictObject({
  baseUrl: apiAddress.default("https://api.pagerduty.com").meta({
    title: "API address",
    description: "https://api.pagerduty.com, or https://api.eu.pagerduty.com of the European service region.",
    format: "uri",
  }),
  pagesMax: z.number().int().min(1).max(10_000).default(1000).meta({ title: "Pages at most" }),
});

export type PagerdutyConfig = z.infer<typeof pagerdutyConfig>;
