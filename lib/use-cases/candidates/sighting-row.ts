import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { appKeys } from "#lib/core/candidates/app-name.ts";
import { SIGHTING_CHANNELS } from "#lib/core/candidates/sighting.ts";
import { type DomainError, domainError } from "#lib/core/errors.ts";
import type { Instant } from "#lib/core/instant.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import { inputRefusals, stableJson } from "../_kit/input.ts";
import { sourceName, text } from "../_kit/text.ts";
import { hasOffset, microsOf, readZone, readZonedTime } from "../_kit/zoned-time.ts";

/** One sighting as a source states it. */
export const sightingRow = z.strictObject({
  source: sourceName.meta({ description: "Where it shows, e.g. Okta or Card statements." }),
  channel: z.enum(SIGHTING_CHANNELS).meta({ description: "What kind of use the source shows." }),
  name: text(200).meta({ description: "What the source calls the application or merchant." }),
  domain: text(300).optional().meta({ description: "Its domain, host or URL, where the source gives one." }),
  person: text(320).optional().meta({ description: "Mail, user name or HR key of who uses it; left out: not known." }),
  seenAt: text(60).optional().meta({ description: "When, as the source states it; a date alone is a day in `zone`." }),
  zone: z
    .string()
    .trim()
    .max(60)
    .optional()
    .meta({ description: "IANA zone of a time without offset; UTC when left out." }),
  seats: z.int().min(0).max(10_000_000).optional().meta({ description: "Seats that a statement counts." }),
  costCentre: text(60).optional(),
  amount: text(60).optional().meta({ description: "As the statement writes it." }),
  scope: text(300).optional().meta({ description: "What a consent allows." }),
  rowId: text(200)
    .optional()
    .meta({ description: "The source's own id of the row; else what the row says is its id." }),
});
type SightingInput = z.output<typeof sightingRow>;

/** A row that reads well. */
export interface SightingRead {
  readonly input: SightingInput;
  readonly keys: readonly string[];
  /** Mails in lower case; keys as they are. null: the source names nobody. */
  readonly person: string | null;
  readonly seenAt: Instant | null;
  /** Equal for rows that are the same row of their source. */
  readonly content: string;
}

/** Reads one row strictly. Refusals name the field. */
export function readSighting(raw: unknown): Decision<SightingRead> {
  const parsed = sightingRow.safeParse(raw);
  if (!parsed.success) return { ok: false, reasons: inputRefusals(parsed.error) };
  const input = parsed.data;
  const keys = appKeys({ name: input.name, domain: input.domain ?? null });
  if (keys.length === 0) return refused(wrong("name", "The name has neither letter nor digit."));
  const seenAt = input.seenAt === undefined ? ok(null) : readSeenAt(input.seenAt, input.zone);
  if (!seenAt.ok) return seenAt;
  const person = input.person?.includes("@") ? input.person.toLowerCase() : (input.person ?? null);
  const { source: _, rowId, ...said } = input;
  const content = rowId === undefined ? stableJson(said) : stableJson({ channel: input.channel, rowId });
  return ok({ input, keys, person, seenAt: seenAt.value, content });
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** A date alone is the start of that day: use is not dated later than it may have been. */
function readSeenAt(written: string, zone = "UTC"): Decision<Instant> {
  try {
    if (hasOffset(written)) return ok(microsOf(Temporal.Instant.from(written)));
    const known = readZone(zone);
    if (known === null) return refused(domainError("zone_unknown", { path: "zone", sentence: WRONG_ZONE }));
    if (DATE.test(written)) return ok(microsOf(Temporal.PlainDate.from(written).toZonedDateTime(known).toInstant()));
    const moment = readZonedTime(written, known);
    return moment === null ? refused(wrong("seenAt", UNREADABLE)) : ok(microsOf(moment.at));
  } catch (cause) {
    if (cause instanceof RangeError) return refused(wrong("seenAt", UNREADABLE));
    throw cause;
  }
}

const WRONG_ZONE = "The zone is not known. Nothing of this row was kept. Give an IANA zone such as Europe/Berlin.";
const UNREADABLE = "The time does not exist or is not written as 2026-03-31 or 2026-03-31T18:00:00Z.";

function wrong(path: string, what: string): DomainError {
  return domainError("input_invalid", { path, sentence: `${what} Nothing of this row was kept. Correct it.` });
}

/** What became of one row. */
export interface SightingResult {
  /** Place of the row in what was sent, from 0. */
  readonly index: number;
  /** `listed`: a system of the inventory goes by this name; nothing is kept of the row. */
  readonly status: "kept" | "listed" | "duplicate" | "refused";
  readonly candidateId: string | null;
  readonly error: DomainError | null;
}

/** The answer for a row that is refused. */
export function refusedSighting(index: number, error: DomainError): SightingResult {
  const path = error.path === undefined ? `sightings[${index}]` : `sightings[${index}].${error.path}`;
  return { index, status: "refused", candidateId: null, error: { ...error, path } };
}
