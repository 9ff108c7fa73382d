import { z } from "zod";
import { type Instant, instant } from "../../core/instant.ts";

/** Every row as the schema says, or null: one row that cannot be read makes the answer unreadable. */
export function parseRows<T>(schema: z.ZodType<T>, rows: readonly unknown[] | null): readonly T[] | null {
  const parsed = z.array(schema).safeParse(rows);
  return parsed.success ? parsed.data : null;
}

/** The one row of an answer that has exactly one. */
export function parseOne<T>(schema: z.ZodType<T>, rows: readonly unknown[] | null): T | null {
  const parsed = parseRows(schema, rows);
  return parsed?.length === 1 ? (parsed[0] ?? null) : null;
}

/** Whole microseconds as text; null where it says none. */
export function instantOf(value: string | null): Instant | null {
  const number = Number(value ?? Number.NaN);
  return Number.isSafeInteger(number) ? instant(number) : null;
}
