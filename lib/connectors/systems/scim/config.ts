import { z } from "zod";

const url = z.string().check((context) => {
  const problem = urlProblem(context.value);
  if (problem !== null) context.issues.push({ code: "custom", message: problem, input: context.value });
});

/** What the person who connects a SCIM system states. */
export const scimConfig = z.strictObject({
  /** The SCIM base, such as https://crm.example.com/scim/v2. */
  baseUrl: url,
  /** How long the vendor says an old state may still be shown after an act. */
  freshnessSeconds: z.number().int().min(0).max(86_400).default(0),
  /** The vendor declares that a removed account answers 404 (GitHub organisations, Atlassian). */
  goneIs404: z.boolean().default(false),
  /** Policy allows DELETE on accounts for the goal "absent". It cannot be undone in most systems. */
  allowDelete: z.boolean().default(false),
  /** How an account is switched off: one operation with a path, one with a value object, or a full PUT. */
  deactivate: z.enum(["path", "value", "put"]).default("path"),
  /** An account that stays, read to tell "gone" from "we see nothing". */
  controlAccountId: z.string().min(1).optional(),
  pageSize: z.number().int().min(1).max(1000).default(100),
  pagesMax: z.number().int().min(1).max(10_000).default(1000),
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
