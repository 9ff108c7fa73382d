import type { Instant } from "#lib/core/instant.ts";
import type { IsoUtc } from "#lib/core/views/time.ts";

/** An instant on the wire: ISO 8601, UTC, milliseconds; null stays null. */
export function isoUtc(at: Instant): IsoUtc;
export function isoUtc(at: Instant | null): IsoUtc | null;
export function isoUtc(at: Instant | null): IsoUtc | null {
  return at === null ? null : new Date(Math.floor(at / 1000)).toISOString();
}
