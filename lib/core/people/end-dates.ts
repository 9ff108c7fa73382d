import {
  type DateSurvey,
  isMixed,
  newDateSurvey,
  readDate,
  surveyDate,
  type WrittenDate,
} from "../snapshot/written-date.ts";

/** The order of day and month in dates such as 03/04/2026, where a person says it. */
export const DATE_ORDERS = ["day_first", "month_first"] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** How the end dates of a file are written, and whether that is one way which can be understood. */
export type EndDates =
  | { readonly kind: "clear"; readonly survey: DateSurvey }
  /** Written in several ways, such as 2026-03-31 and 31.03.2026. */
  | { readonly kind: "mixed"; readonly examples: readonly string[] }
  /** Day and month could stand in either order, in every row. */
  | { readonly kind: "ambiguous"; readonly example: string };

/**
 * Surveys all end dates of a file. A date decides when somebody's access must be gone, so it is never guessed: written in
 * several ways, or with day and month that cannot be told apart, the file waits for a person.
 */
export function surveyEnds(texts: readonly string[], order: DateOrder | null): EndDates {
  const survey = newDateSurvey();
  const examples = new Map<string, string>();
  let first: string | null = null;
  for (const text of texts) {
    const before = survey.styles.size;
    surveyDate(survey, text);
    if (survey.styles.size > before) examples.set(String(before), text);
    if (isTurnable(text)) first ??= text;
  }
  if (isMixed(survey)) return { kind: "mixed", examples: mixedExamples(texts, [...examples.values()]) };
  const isOpen = survey.styles.has("slashed") && !survey.dayFirst && !survey.dayLast;
  if (isOpen && first !== null) {
    if (order === null) return { kind: "ambiguous", example: first };
    survey.dayFirst = order === "day_first";
    survey.dayLast = order === "month_first";
  }
  return { kind: "clear", survey };
}

/** A date whose day and month can change places and still be another day. */
function isTurnable(text: string): boolean {
  const [, one, other] = /^(\d{1,2})[-/](\d{1,2})[-/]\d{4}/.exec(text) ?? [];
  return one !== undefined && Number(one) <= 12 && Number(other) <= 12 && Number(one) !== Number(other);
}

/** One example of each way; where only the order differs, one of each order. */
function mixedExamples(texts: readonly string[], found: readonly string[]): readonly string[] {
  if (found.length > 1) return found;
  const dayIn = (place: number) =>
    texts.find((text) => Number(/^(\d{1,2})[-/](\d{1,2})[-/]\d{4}/.exec(text)?.[place] ?? 0) > 12);
  return [dayIn(1), dayIn(2)].flatMap((text) => text ?? []);
}

/** An end as it is written, in ISO 8601: a date, or a local time, with the offset where the text states one. null: no date. */
export function readEnd(
  text: string,
  survey: DateSurvey,
): { readonly iso: string; readonly hasOffset: boolean } | null {
  const date = readDate(text, survey);
  if (date === null) return null;
  const day = `${pad(date.year, 4)}-${pad(date.month)}-${pad(date.day)}`;
  if (!/\d:\d\d/.test(text)) return { iso: day, hasOffset: false };
  const offset = offsetOf(date);
  return { iso: `${day}T${pad(date.hour)}:${pad(date.minute)}:${pad(date.second)}${offset}`, hasOffset: offset !== "" };
}

function offsetOf({ offsetMinutes }: WrittenDate): string {
  if (offsetMinutes === null) return "";
  const minutes = Math.abs(offsetMinutes);
  return `${offsetMinutes < 0 ? "-" : "+"}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

function pad(value: number, length = 2): string {
  return String(value).padStart(length, "0");
}
