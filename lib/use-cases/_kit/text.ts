import { z } from "zod";

const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** Whether the database can keep `value` as it is: U+0000 and halves of a surrogate pair have no place in its text. */
export function isStorable(value: string): boolean {
  return !UNSTORABLE.test(value);
}

/** Text as a caller may send it: trimmed, at least `min` and at most `max` long, of whole characters. */
export function text(max: number, min = 1) {
  return z.string().trim().min(min).max(max).refine(isStorable, "Holds U+0000 or half of a surrogate pair");
}

/** Name of a source. It is kept for good, so there is no room in it for a person's address. */
export const sourceName = z
  .string()
  .trim()
  .regex(/^[\w .-]{1,60}$/);
