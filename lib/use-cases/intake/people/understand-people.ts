import { Temporal } from "temporal-polyfill";
import { type DomainError, domainError } from "#lib/core/errors.ts";
import { type EndDates, readEnd, surveyEnds } from "#lib/core/people/end-dates.ts";
import { type LeaverKind, leaverKind } from "#lib/core/people/leaver-kind.ts";
import type { PeopleRole } from "#lib/core/people/people-columns.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import { readZone } from "../../_kit/zoned-time.ts";
import { type EffectiveAt, readEffectiveAt } from "../effective-at.ts";
import type { PeopleLine, PeopleLines } from "./read-people-file.ts";
import type { StatedPeople } from "./stated.ts";

/** Somebody who leaves, as a line says. */
export interface LeavingLine {
  readonly line: number;
  readonly personKey: string;
  /** null where the file has none. */
  readonly name: string | null;
  readonly email: string | null;
  readonly kind: LeaverKind;
  /** As the file writes it. */
  readonly endText: string;
  /** As an event states it. */
  readonly effectiveAt: string;
  readonly end: EffectiveAt;
}

/** A line that is not taken. */
export interface BadLine {
  readonly line: number;
  readonly role: PeopleRole | null;
  readonly error: DomainError;
}

export interface Understood {
  readonly leaving: readonly LeavingLine[];
  readonly bad: readonly BadLine[];
  /** Rows without an end. */
  readonly staying: number;
}

/** Reads every line of the file, or says why its dates cannot be understood at all. */
export function understandPeople(file: PeopleLines, stated: StatedPeople): Decision<Understood> {
  const ends = file.lines.flatMap(({ values }) => values?.ends_at ?? []);
  if (ends.length === 0) return refused(domainError("input_invalid", { path: "map.ends_at", sentence: NOBODY }));
  if (stated.zone !== undefined && readZone(stated.zone) === null)
    return refused(domainError("zone_unknown", { path: "zone" }));
  const dates = surveyEnds(ends, stated.order ?? null);
  if (dates.kind !== "clear") return refused(unclear(dates));
  const leaving: LeavingLine[] = [];
  const bad: BadLine[] = [];
  let staying = 0;
  const lines = new Lines();
  for (const one of file.lines) {
    if (one.values !== null && one.values.ends_at === undefined) staying += 1;
    else {
      const read = readLine(one, { file, stated, dates, lines });
      if ("error" in read) bad.push(read);
      else leaving.push(read);
    }
  }
  return ok({ leaving, bad, staying });
}

const NOBODY =
  "No row of the file has an end date, so nobody in it leaves. Nothing was opened. Choose a file of leavers, or name the column that holds the end.";

function unclear(dates: Exclude<EndDates, { kind: "clear" }>): DomainError {
  const path = dates.kind === "mixed" ? "map.ends_at" : "order";
  const sentence =
    dates.kind === "mixed"
      ? `The end dates are written in several ways, such as ${dates.examples.map((text) => `"${text}"`).join(" and ")}. Nothing was opened. Write them all in one way.`
      : `In end dates such as "${dates.example}" day and month could stand in either order. Nothing was opened. Say which comes first.`;
  return domainError("date_impossible", { path, sentence });
}

/** Who and which mail stood in which line: one person is one line. */
class Lines {
  readonly #keys = new Map<string, number>();
  readonly #emails = new Map<string, number>();

  /** The line that has the same key or mail already; null when none has, and this one is remembered. */
  before(line: number, key: string, email: string | null): { role: PeopleRole; line: number } | null {
    const sameKey = this.#keys.get(key);
    if (sameKey !== undefined) return { role: "person_key", line: sameKey };
    const sameEmail = email === null ? undefined : this.#emails.get(email);
    if (sameEmail !== undefined) return { role: "email", line: sameEmail };
    this.#keys.set(key, line);
    if (email !== null) this.#emails.set(email, line);
    return null;
  }
}

interface Reading {
  readonly file: PeopleLines;
  readonly stated: StatedPeople;
  readonly dates: Extract<EndDates, { kind: "clear" }>;
  readonly lines: Lines;
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

type Values = NonNullable<PeopleLine["values"]>;

function readLine({ line, values }: PeopleLine, reading: Reading): LeavingLine | BadLine {
  const wrong = (role: PeopleRole | null, what: string): BadLine => ({ line, role, error: badLine(what) });
  if (values === null) return wrong(null, "The line cannot be read.");
  const person = readPerson(values, reading.file.key);
  if ("what" in person) return wrong(person.role, person.what);
  const kind = leaverKind(values.kind ?? "");
  if (kind === null) return wrong("kind", `"${(values.kind ?? "").slice(0, 60)}" is no kind of leaving that is known.`);
  const end = readEndOf(values, reading);
  if ("what" in end) return wrong("ends_at", end.what);
  if ("error" in end) return { line, role: end.error.path === "zone" ? "zone" : "ends_at", error: end.error };
  const twice = reading.lines.before(line, person.personKey, person.email);
  if (twice !== null)
    return wrong(twice.role, `Line ${twice.line} has the same ${twice.role === "email" ? "e-mail" : "person"}.`);
  return { line, ...person, kind, ...end };
}

interface Wrong {
  readonly role: PeopleRole;
  readonly what: string;
}

function readPerson(
  values: Values,
  key: PeopleLines["key"],
): Wrong | Pick<LeavingLine, "personKey" | "name" | "email"> {
  const email = values.email?.toLowerCase() ?? null;
  if (email !== null && (!EMAIL.test(email) || email.length > 320))
    return { role: "email", what: "This is no e-mail address." };
  const personKey = (key === "email" ? email : values.person_key) ?? "";
  if (personKey === "")
    return { role: key, what: key === "email" ? "The e-mail is missing." : "The key of the person is missing." };
  if (personKey.length > 200) return { role: key, what: "The key is too long." };
  return { personKey, name: nameOf(values)?.slice(0, 200) ?? null, email };
}

function readEndOf(
  values: Values,
  { stated, dates }: Reading,
): { what: string } | { error: DomainError } | Pick<LeavingLine, "endText" | "effectiveAt" | "end"> {
  const endText = values.ends_at ?? "";
  const zone = values.zone ?? stated.zone;
  const effectiveAt = inZone(readEnd(endText, dates.survey), zone);
  if (effectiveAt === null) return { what: `"${endText.slice(0, 60)}" cannot be read as a date.` };
  const end = readEffectiveAt(effectiveAt, zone);
  return end.ok ? { endText, effectiveAt, end: end.value } : { error: end.reasons[0] };
}

function nameOf({ display_name, given_name, family_name }: Values): string | undefined {
  if (display_name !== undefined) return display_name;
  const parts = [given_name, family_name].flatMap((part) => part ?? []);
  return parts.length === 0 ? undefined : parts.join(" ");
}

/** A time with an offset of its own, as the zone's clock shows it; null: there is no such moment. */
function inZone(end: ReturnType<typeof readEnd>, zone: string | undefined): string | null {
  if (end === null || !end.hasOffset) return end?.iso ?? null;
  const known = zone === undefined ? null : readZone(zone);
  // Refused with the zone itself, by whoever reads it next.
  if (known === null) return end.iso;
  try {
    return Temporal.Instant.from(end.iso).toZonedDateTimeISO(known).toString({ timeZoneName: "never" });
  } catch (cause) {
    if (cause instanceof RangeError) return null;
    throw cause;
  }
}

function badLine(what: string): DomainError {
  return domainError("input_invalid", {
    sentence: `${what} Nothing of this line is taken. Correct it and send the file again.`,
  });
}
