import { z } from "zod";
import { type DomainError, domainError } from "#lib/core/errors.ts";
import { INTAKE_KINDS } from "#lib/core/identity/lifecycle-event.ts";
import type { Instant } from "#lib/core/instant.ts";
import { type Decision, ok } from "#lib/core/result.ts";
import { inputRefusals, stableJson } from "../_kit/input.ts";
import { isStorable, sourceName, text } from "../_kit/text.ts";
import { type EffectiveAt, readEffectiveAt, readInstant } from "./effective-at.ts";

/** One lifecycle event as a source sends it. */
export const eventRowSchema = z.strictObject({
  source: sourceName.meta({ description: "Where the event comes from, e.g. the HR system's name." }),
  eventId: text(200).meta({ description: "The source's own id of the event; sent again, it is recognised." }),
  kind: z.enum(INTAKE_KINDS).default("leaver"),
  personKey: text(200).meta({ description: "Key of the person in HR, as recorded with the identity." }),
  engagementId: z.uuid().optional().meta({ description: "Needed only when the person has more than one engagement." }),
  effectiveAt: text(60).meta({
    description:
      "When the engagement ends: 2026-03-31T18:00, the same with an offset, or 2026-03-31 for the end of that day.",
  }),
  zone: z
    .string()
    .trim()
    .max(60)
    .optional()
    .meta({ description: "IANA zone of effectiveAt, e.g. Europe/Berlin. Needed." }),
  notifiedAt: z.string().max(60).optional().meta({ description: "When HR was told, with an offset." }),
  emergency: z
    .boolean()
    .default(false)
    .meta({ description: "A single emergency passes the guard against mass events." }),
});

export type EventInput = z.output<typeof eventRowSchema>;

/** A row that reads well: what it says, in instants. */
export interface EventRow {
  readonly input: EventInput;
  readonly effective: EffectiveAt;
  readonly notifiedAt: Instant | null;
  /** SHA-256 input: equal for rows that say the same. */
  readonly content: string;
}

/** Reads one row strictly. Refusals name the field; whether the person exists is asked later. */
export function readEventRow(raw: unknown): Decision<EventRow> {
  const parsed = eventRowSchema.safeParse(raw);
  if (!parsed.success) return { ok: false, reasons: inputRefusals(parsed.error) };
  const input = parsed.data;
  const effective = readEffectiveAt(input.effectiveAt, input.zone);
  if (!effective.ok) return effective;
  const notified = input.notifiedAt === undefined ? ok(null) : readInstant(input.notifiedAt, "notifiedAt");
  if (!notified.ok) return notified;
  return ok({ input, effective: effective.value, notifiedAt: notified.value, content: stableJson(input) });
}

/** What became of one row. A refused row left nothing behind but this answer and its entry in the ledger. */
export interface EventRowResult {
  /** Place of the row in what was sent, from 0. */
  readonly index: number;
  readonly eventId: string | null;
  readonly status: "accepted" | "duplicate" | "refused";
  /** The event is kept and waits for a second person, because its source is held. */
  readonly held: boolean;
  /** The leaver's short number, e.g. LV-2041; null while there is no case. */
  readonly leaver: string | null;
  readonly error: DomainError | null;
}

/** The answer for a row that is refused. */
export function refusedRow(index: number, raw: unknown, error: DomainError): EventRowResult {
  const eventId = typeof raw === "object" && raw !== null && "eventId" in raw ? raw.eventId : null;
  const path = error.path === undefined ? `events[${index}]` : `events[${index}].${error.path}`;
  return {
    index,
    eventId: typeof eventId === "string" && eventId.length <= 200 && isStorable(eventId) ? eventId : null,
    status: "refused",
    held: false,
    leaver: null,
    error: domainError(error.code, { path, sentence: error.sentence }),
  };
}

/** Short number of a case as people say it. */
export function leaverLabel(number: number | null): string | null {
  return number === null ? null : `LV-${number}`;
}
