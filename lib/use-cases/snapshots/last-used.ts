import { Temporal } from "temporal-polyfill";
import { type Instant, instant } from "#lib/core/instant.ts";
import { type DateSurvey, newDateSurvey, readDate, readEpochSeconds } from "#lib/core/snapshot/written-date.ts";
import { microsOf } from "../_kit/zoned-time.ts";

/** What the dates of a list were seen to be like, as it was kept beside it. */
export function datesFrom(kept: unknown): DateSurvey {
  // Written by the intake from a survey.
  const { styles, ...rest } = kept as Omit<DateSurvey, "styles"> & { readonly styles: readonly DateStyles[] };
  return { ...newDateSurvey(), ...rest, styles: new Set(styles) };
}
type DateStyles = DateSurvey["styles"] extends Set<infer Style> ? Style : never;

/** When an account was last used, as far as the cell can mean one moment alone; undefined where it cannot. */
export function lastUsedAt(text: string | null, dates: DateSurvey, zone: string, latest: Instant): Instant | undefined {
  if (text === null) return undefined;
  const at = momentOf(text, dates, zone);
  // Later than the list itself it is no last use.
  return at === undefined || at > latest ? undefined : at;
}

function momentOf(text: string, dates: DateSurvey, zone: string): Instant | undefined {
  const seconds = readEpochSeconds(text);
  if (seconds !== null) return instant(seconds * 1_000_000);
  const date = readDate(text, dates);
  if (date === null) return undefined;
  try {
    const local = Temporal.PlainDateTime.from(date, { overflow: "reject" });
    if (date.offsetMinutes === null) return microsOf(local.toZonedDateTime(zone).toInstant());
    return microsOf(local.toZonedDateTime("UTC").toInstant().subtract({ minutes: date.offsetMinutes }));
  } catch (cause) {
    if (cause instanceof RangeError) return undefined;
    throw cause;
  }
}
