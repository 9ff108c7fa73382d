import { z } from "zod";

const url = z.string().check((context) => {
  const problem = urlProblem(context.value);
  if (problem !== null) context.issues.push({ code: "custom", message: problem, input: context.value });
});

/** What the person who connects a SCIM system states. */
export const scimConfig = z.strictObject({
  baseUrl: url.meta({
    title: "SCIM address",
    description: "The SCIM base, such as https://crm.example.com/scim/v2.",
    format: "uri",
  }),
  freshnessSeconds: z.number().int().min(0).max(86_400).default(0).meta({
    title: "Seconds until an act shows",
    description: "How long the vendor says an old state may still be shown after an act.",
  }),
  goneIs404: z.boolean().default(false).meta({
    title: "A removed account answers 404",
    description: "The vendor declares it, as GitHub organisations and Atlassian do.",
  }),
  allowDelete: z.boolean().default(false).meta({
    title: "Accounts may be deleted",
    description: "Only where the goal is absence. It cannot be undone in most systems.",
  }),
  deactivate: z.enum(["path", "value", "put"]).default("path").meta({
    title: "How an account is switched off",
    description: "One operation with a path, one with a value object, or a full PUT.",
  }),
  controlAccountId: z.string().min(1).optional().meta({
    title: "Id of an account that stays",
    description: "Read to tell that an account is gone from seeing nothing at all.",
  }),
  pageSize: z.number().int().min(1).max(1000).default(100).meta({ title: "Accounts a page" }),
  pagesMax: z.number().int().min(1).max(10_000).default(1000).meta({ title: "Pages at most" }),
});

export type ScimConfig = z.infer<typeof scimConfig>;

function urlProblem(text: string): string | null {
  if (!URL.canParse(text)) return "The address is not a URL. Write it as https://host/scim/v2.";
  const parsed = new URL(text);
  if (parsed.protocol !== "https:" && parsed.protocol !== "http:") return "The address must begin with https://.";
  if (parsed.username !== "" || parsed.password !== "") return "The address must not carry a user name or password.";
  if (parsed.search !== "" || parsed.hash !== "") return "The address must end at its path, without ? or #.";
  return null;
}
