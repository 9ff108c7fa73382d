import { z } from "zod";
import { apiAddress } from "../../kit/config-problems.ts";

/** What the person who connects a Google Workspace states. */
export const googleConfig = z.strictObject({
  adminEmail: z.email("It is the mail address of an administrator.").meta({
    title: "Administrator to act as",
    description: "The service account asks in this administrator's name (domain-wide delegation).",
  }),
  customerId: z.string().min(1).default("my_customer").meta({
    title: "Customer id",
    description: "my_customer is the administrator's own. To read licences, the id itself, such as C01ab23cd.",
  }),
  licenceProducts: z.array(z.string().min(1)).default([]).meta({
    title: "Products whose licences are read",
    description: "Such as Google-Apps or 101001, one a line. Without any, licences are not covered.",
  }),
  baseUrl: apiAddress.optional().meta({
    title: "Address in place of Google's",
    description: "For every one of its services. Leave empty.",
    format: "uri",
  }),
  pagesMax: z.number().int().min(1).max(10_000).default(1000).meta({ title: "Pages at most" }),
});

export type GoogleConfig = z.infer<typeof googleConfig>;
