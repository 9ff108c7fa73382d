import { z } from "zod";
import { apiAddress } from "../../kit/config-problems.ts";

/** What the person who connects Slack states. */
export const slackConfig = z.strictObject({
  enterprise: z.boolean().default(false).meta({
    title: "Enterprise organisation",
    description: "Sessions and roles of the organisation are read too. Slack shows them on an Enterprise plan alone.",
  }),
  teamId: z
    .string()
    .regex(/^T[A-Z0-9]{2,20}$/, "It is the id of a workspace, such as T01ABCDEF.")
    .optional()
    .meta({
      title: "Workspace id",
      description:
        "Of the workspace whose bots and user groups are read. Slack asks for it with an organisation's token.",
    }),
  listBots: z.boolean().default(true).meta({
    title: "Bots are listed",
    description: "Bots of apps stand beside people. It needs the scope users:read.",
  }),
  baseUrl: apiAddress.optional().meta({
    title: "Address in place of Slack's",
    description: "For both of its APIs. Leave empty.",
    format: "uri",
  }),
  pagesMax: z.number().int().min(1).max(10_000).default(1000).meta({ title: "Pages at most" }),
});

export type SlackConfig = z.infer<typeof slackConfig>;
