import { z } from "zod";
import { apiAddress } from "../../kit/config-problems.ts";

/** What the person who connects a Zoom account states. */
export const zoomConfig = z.strictObject({
  accountId: z.string().min(1).meta({ title: "Account id", description: "Of the Server-to-Server OAuth app." }),
  clientId: z.string().min(1).meta({ title: "Client id", description: "Of the same app." }),
  baseUrl: apiAddress.optional().meta({
    title: "Address in place of Zoom's",
    description: "For its API and its token service. Leave empty.",
    format: "uri",
  }),
  pagesMax: z.number().int().min(1).max(10_000).default(1000).meta({ title: "Pages at most" }),
});

export type ZoomConfig = z.infer<typeof zoomConfig>;
