import { z } from "zod";
import { apiAddress } from "../../kit/config-problems.ts";

/** What the person who connects an Atlassian organisation states. */
export const atlassianConfig = z.strictObject({
  orgId: z
    .string()
    .regex(/^[\w-]{8,64}$/, "It is the id that stands in the address of the organisation at admin.atlassian.com.")
    .meta({ title: "Organisation id", description: "It stands in the address at admin.atlassian.com/o/…" }),
  directoryId: z
    .string()
    .regex(/^[\w-]{8,64}$/, "It is the id of one directory of the organisation.")
    .optional()
    .meta({
      title: "Directory id",
      description: "Of one directory. It is needed to suspend accounts that the organisation does not manage.",
    }),
  baseUrl: apiAddress.default("https://api.atlassian.com").meta({
    title: "API address",
    description: "https://api.atlassian.com.",
    format: "uri",
  }),
  pagesMax: z.number().int().min(1).max(10_000).default(1000).meta({ title: "Pages at most" }),
});

export type AtlassianConfig = z.infer<typeof atlassianConfig>;
