import type { z } from "zod";
import { type Definition, definition } from "./definition.ts";
import { lineOf } from "./line-of.ts";

/** What is wrong in a definition: the line from 1, the field, and a sentence. */
export interface DefinitionProblem {
  readonly line: number;
  readonly field: string;
  readonly words: string;
}

/** Reads a definition from its text, or says line by line what is wrong. */
export function readDefinition(
  text: string,
):
  | { readonly ok: true; readonly definition: Definition }
  | { readonly ok: false; readonly problems: readonly DefinitionProblem[] } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { ok: false, problems: [syntaxProblem(text, error)] };
  }
  const parsed = definition.safeParse(json);
  if (parsed.success) return { ok: true, definition: parsed.data };
  const problems = parsed.error.issues.map((issue) => ({
    line: lineOf(text, issue.path),
    field: issue.path.join("."),
    words: wordsOf(issue),
  }));
  return { ok: false, problems: problems.sort((one, other) => one.line - other.line) };
}

/** JSON.parse tells where in its message alone. */
function syntaxProblem(text: string, error: unknown): DefinitionProblem {
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
  const at = position === undefined ? text.length : Number(position);
  const line = text.slice(0, at).split("\n").length;
  return {
    line,
    field: "",
    words: "This is not JSON from here on: a comma, a quote or a bracket is missing or too many.",
  };
}

const WORD_OF: Readonly<Record<string, string>> = {
  string: "a text",
  object: "an object in braces",
  record: "an object in braces",
  array: "a list in brackets",
  int: "a whole number",
};

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return `${issue.keys.map((key) => `"${key}"`).join(", ")} is not known here.`;
  if (issue.code === "invalid_type") {
    const expected = WORD_OF[issue.expected] ?? issue.expected;
    return issue.message.endsWith("received undefined")
      ? `It is missing: ${expected} is needed.`
      : `It must be ${expected}.`;
  }
  if (issue.code === "invalid_value")
    return `It must be one of ${issue.values.map((value) => JSON.stringify(value)).join(", ")}.`;
  if (issue.code === "too_small") return "It is empty or too small.";
  if (issue.code === "too_big") return "It is too long or too large.";
  if (issue.code === "invalid_union") return "It has none of the forms that are known here.";
  return issue.message;
}
