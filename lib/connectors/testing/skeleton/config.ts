import { z } from "zod";
import { apiAddress } from "../../kit/config-problems.ts";

/** What the person who connects a system of this kind states. */
// Yours: the settings, each with a title and a description; the form and the API are made of them. No secrets here.
export const systemConfig = z.strictObject({
  baseUrl: apiAddress.meta({
    title: "API address",
    description: "Where the API begins, such as https://api.example.com/v1.",
    format: "uri",
  }),
  pagesMax: z.number().int().min(1).max(10_000).default(1000).meta({ title: "Pages at most" }),
});

export type SystemConfig = z.infer<typeof systemConfig>;
