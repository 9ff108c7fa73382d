import { z } from "zod";
import { apiAddress } from "../../kit/config-problems.ts";

/** What the person who connects an AWS Identity Center states. */
export const identityCenterConfig = z.strictObject({
  region: z
    .string()
    .regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, { error: "Write the region as us-east-1." })
    .meta({
      title: "Region",
      description: "Where Identity Center is set up.",
    }),
  identityStoreId: z.string().min(1).meta({ title: "Identity store", description: "Such as d-1234567890." }),
  instanceArn: z
    .string()
    .startsWith("arn:", { error: "Write the instance as arn:aws:sso:::instance/ssoins-…." })
    .meta({ title: "Instance", description: "Its ARN, as the settings of Identity Center show it." }),
  storeUrl: apiAddress.optional().meta({
    title: "Address of the identity store",
    description: "Default: that of the region.",
    format: "uri",
  }),
  adminUrl: apiAddress.optional().meta({
    title: "Address of the administration",
    description: "Default: that of the region.",
    format: "uri",
  }),
  closeBy: z.enum(["none", "delete"]).default("none").meta({
    title: "How an account is closed",
    description: "This API cannot disable a user: delete, or leave it to the SCIM connection or the identity provider.",
  }),
  pagesMax: z.number().int().min(1).max(10_000).default(1000).meta({ title: "Pages at most" }),
});

export type IdentityCenterConfig = z.infer<typeof identityCenterConfig>;
