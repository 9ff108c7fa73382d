import { Temporal } from "temporal-polyfill";
import { type DomainError, domainError } from "#lib/core/errors.ts";
import type { Instant } from "#lib/core/instant.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import { knownZone, microsOf, momentIn } from "../_kit/zoned-time.ts";

/** A moment as a source stated it: the instant, its zone, and how exactly it was said. */
export interface EffectiveAt {
  readonly at: Instant;
  readonly zone: string;
  readonly precision: "minute" | "date";
}

/** Outside these years a date is a slip of the keyboard, not a plan. */
const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;

/**
 * Reads `text` in the IANA zone `zone`.
 * A date alone means the end of that day there. A local time that the zone skips (spring) is refused; one that comes
 * twice (autumn) means the first, so that residual access is never counted too short. An offset must be the zone's own.
 */
export function readEffectiveAt(text: string, zone: string | undefined): Decision<EffectiveAt> {
  if (zone === undefined || zone === "") return refused(domainError("zone_missing", { path: "zone" }));
  const known = knownZone(zone);
  if (known === null) return refused(domainError("zone_unknown", { path: "zone" }));
  try {
    const read = momentIn(text.trim(), known);
    if (read === null)
      return refused(impossible("It is not written as 2026-03-31, 2026-03-31T18:00 or with an offset."));
    const year = read.at.toZonedDateTimeISO(known).year;
    if (year < FIRST_YEAR || year > LAST_YEAR)
      return refused(impossible(`The year is not between ${FIRST_YEAR} and ${LAST_YEAR}.`));
    return ok({ at: microsOf(read.at), zone: known, precision: read.precision });
  } catch (cause) {
    if (cause instanceof RangeError) return refused(impossible("No such date or time exists in that zone."));
    throw cause;
  }
}

/** Reads an instant that carries its offset, e.g. when HR was told. */
export function readInstant(text: string, path: string): Decision<Instant> {
  try {
    return ok(microsOf(Temporal.Instant.from(text)));
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    const sentence = `"${path}" is not a time with an offset such as 2026-03-31T18:00:00Z. Nothing was opened. Correct it.`;
    return refused(domainError("date_impossible", { path, sentence }));
  }
}

function impossible(why: string): DomainError {
  return domainError("date_impossible", {
    path: "effectiveAt",
    sentence: `${why} Nothing was opened. Correct the date.`,
  });
}
