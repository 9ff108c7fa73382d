import type { z } from "zod";
import { type Instant, instant } from "../../core/instant.ts";

/** Reads a reply by its schema; null for everything that does not fit it. */
export function reader<Row>(schema: z.ZodType<Row>): (json: unknown) => Row | null {
  return (json) => schema.safeParse(json).data ?? null;
}

/** A time as the target wrote it (ISO 8601 with its zone); undefined when there is none that can be read. */
export function timeOf(text: string | null | undefined): Instant | undefined {
  // Without a zone it is not known which moment is meant.
  if (text == null || !/(?:Z|[+-]\d\d:?\d\d)$/.test(text)) return undefined;
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? undefined : instant(milliseconds * 1000);
}

/** One step of a path. The text comes from outside and must not climb out of its place. */
export function segment(text: string): string {
  // encodeURIComponent leaves dots alone, and "." and ".." are path steps, also as %2E; no real id is one of them.
  return encodeURIComponent(text).replace(/^\.+$/, (dots) => "%252E".repeat(dots.length));
}

/** Case-folded for comparison. Not locale-aware: a Turkish machine must compare as every other. */
export function folded(text: string): string {
  return text.normalize("NFC").toLowerCase();
}
