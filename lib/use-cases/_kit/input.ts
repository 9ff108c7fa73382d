import type { z } from "zod";
import { type DomainError, domainError } from "#lib/core/errors.ts";
import type { Reasons } from "#lib/core/result.ts";

const REASONS_MAX = 20;

/** What a schema found wrong, field by field. Says what was expected, never repeats the value sent. */
export function inputRefusals(error: z.ZodError, prefix = ""): Reasons<DomainError> {
  const [first, ...rest] = error.issues.slice(0, REASONS_MAX).map((issue) => {
    const path = pathText(issue.path, prefix);
    const where = path === "" ? "The input" : `"${path}"`;
    return domainError("input_invalid", {
      ...(path === "" ? {} : { path }),
      sentence: `${where} is not valid: ${issue.message}. Nothing was changed. Correct it and send it again.`,
    });
  });
  return [first ?? domainError("input_invalid"), ...rest];
}

function pathText(path: readonly PropertyKey[], prefix: string): string {
  let text = prefix;
  for (const part of path) {
    if (typeof part === "number") text += `[${part}]`;
    else text += text === "" ? String(part) : `.${String(part)}`;
  }
  return text;
}

/** JSON with sorted keys: equal inputs have equal text, in whatever order a client wrote them. */
export function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (isPlain(part) ? sorted(part) : part)) ?? "null";
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sorted(value: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, value[key]]),
  );
}
