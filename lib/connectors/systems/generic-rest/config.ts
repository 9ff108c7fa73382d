import { z } from "zod";
import { apiAddress } from "../../kit/config-problems.ts";
import { readDefinition } from "./read-definition.ts";

/** What the person who connects a system by a definition states. */
export const genericRestConfig = z.strictObject({
  baseUrl: apiAddress.meta({
    title: "API address",
    description: "Where the API begins, such as https://desk.example.com/api. Nothing is asked for outside of it.",
    format: "uri",
  }),
  definition: z
    .string()
    .max(64 * 1024)
    .check((context) => {
      const read = readDefinition(context.value);
      if (read.ok) return;
      for (const { line, field, words } of read.problems) {
        const message = `line ${line}${field === "" ? "" : `, ${field}`}: ${words}`;
        context.issues.push({ code: "custom", message, input: context.value });
      }
    })
    .meta({
      title: "Definition",
      description: "How the API is asked and what its answers mean: the JSON file that the documentation describes.",
      format: "json",
    }),
  pagesMax: z.number().int().min(1).max(10_000).default(1000).meta({ title: "Pages at most" }),
});

/** By hand a definition is written as JSON within JSON: as an object it is taken as its text. */
export function withText(raw: unknown): unknown {
  if (typeof raw !== "object" || raw === null || !("definition" in raw)) return raw;
  const { definition } = raw;
  const isObject = typeof definition === "object" && definition !== null;
  return isObject ? { ...raw, definition: JSON.stringify(definition, null, 2) } : raw;
}
