import { z } from "zod";
import { apiAddress } from "../../kit/config-problems.ts";

/** What the person who connects the IAM users of an AWS account states. */
export const awsIamConfig = z.strictObject({
  accountId: z
    .string()
    .regex(/^\d{12}$/, { error: "An AWS account has a number of twelve digits." })
    .meta({
      title: "AWS account",
      description: "Its number: a credential of another account is then noticed.",
    }),
  baseUrl: apiAddress.default("https://iam.amazonaws.com").meta({
    title: "IAM address",
    description: "Another in China and in GovCloud.",
    format: "uri",
  }),
  region: z.string().min(1).default("us-east-1").meta({
    title: "Region that requests are signed for",
    description: "us-east-1 everywhere but in China (cn-north-1) and GovCloud (us-gov-west-1).",
  }),
  mailTag: z.string().min(1).default("email").meta({
    title: "Tag with the person's mail",
    description: "IAM knows no mail of a user: people are found by user name and by this tag.",
  }),
  kindTag: z.string().min(1).default("closeout:kind").meta({
    title: "Tag with the kind of account",
    description: "human, service, shared, break_glass or system. A user without it is of unknown kind.",
  }),
  allowDelete: z.boolean().default(false).meta({
    title: "Users may be deleted",
    description: "Only where the goal is absence, and only once nothing hangs on them any more.",
  }),
  pagesMax: z.number().int().min(1).max(10_000).default(1000).meta({ title: "Pages at most" }),
});

export type AwsIamConfig = z.infer<typeof awsIamConfig>;
