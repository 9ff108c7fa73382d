import { Temporal } from "temporal-polyfill";
import { domainError } from "#lib/core/errors.ts";
import { type Instant, instant } from "#lib/core/instant.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import { text } from "./text.ts";

/** Until when something shall last, as a person states it. */
export const endShape = {
  until: text(40).meta({ description: "End: 2026-03-31T18:00 with `zone`, or with its offset." }),
  zone: text(64).optional().meta({ description: "IANA zone of a time without an offset." }),
};

const WITH_OFFSET = /(?:Z|[+-]\d{2}:\d{2})$/i;

/**
 * Reads a time that a person states: with its offset, or local in an IANA zone. A local time that comes twice (autumn)
 * means the first; one that the zone skips (spring) is refused.
 * @param path field of the input, for the refusal
 */
export function readStatedTime(text: string, zone: string | undefined, path: string): Decision<Instant> {
  try {
    if (WITH_OFFSET.test(text)) return ok(micros(Temporal.Instant.from(text)));
    if (zone === undefined || !/^[A-Za-z]/.test(zone)) return refused(wrong(path, "has no zone"));
    const local = Temporal.PlainDateTime.from(text, { overflow: "reject" });
    const zoned = local.toZonedDateTime(zone, { disambiguation: "earlier" });
    if (!zoned.toPlainDateTime().equals(local)) return refused(wrong(path, "does not exist in that zone"));
    return ok(micros(zoned.toInstant()));
  } catch (cause) {
    if (cause instanceof RangeError) return refused(wrong(path, "is no time that exists"));
    throw cause;
  }
}

function micros(at: Temporal.Instant): Instant {
  return instant(Number(at.epochNanoseconds / 1000n));
}

function wrong(path: string, why: string) {
  const sentence = `"${path}" ${why}. Nothing was changed. Write it as 2026-03-31T18:00 with a zone, or with its offset.`;
  return domainError("input_invalid", { path, sentence });
}
