/** How a date is written. `slashed`: day and month cannot be told apart by the writing alone. */
export type DateStyle = "iso" | "dotted" | "slashed" | "worded" | "epoch";

/** A date as written, in parts; the zone is the file's unless an offset stands in it. */
export interface WrittenDate {
  readonly style: DateStyle;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Minutes east of UTC when the text says so; null when it does not. */
  readonly offsetMinutes: number | null;
}

/** What the dates of one column are like, gathered row by row. */
export interface DateSurvey {
  readonly styles: Set<DateStyle>;
  /** A slashed date was seen whose first, or second, part can only be the day. */
  dayFirst: boolean;
  dayLast: boolean;
  unreadable: number;
}

export function newDateSurvey(): DateSurvey {
  return { styles: new Set(), dayFirst: false, dayLast: false, unreadable: 0 };
}

const TIME = String.raw`(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([AaPp][Mm])?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`;
const ISO = new RegExp(`^(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})${TIME}$`);
const DOTTED = new RegExp(`^(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?(\\d{4})${TIME}$`);
const SLASHED = new RegExp(`^(\\d{1,2})[-/](\\d{1,2})[-/](\\d{4})${TIME}$`);
const DAY_WORD = new RegExp(`^(\\d{1,2})[ -]([A-Za-z]{3,9})\\.?[ ,-]+(\\d{4})${TIME}$`);
const WORD_DAY = new RegExp(`^([A-Za-z]{3,9})\\.? (\\d{1,2}),? (\\d{4})${TIME}$`);
const EPOCH = /^\d{10}(?:\d{3})?$/;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Takes one value of the column into account; an empty one says nothing. */
export function surveyDate(survey: DateSurvey, text: string): void {
  if (text === "") return;
  const style = styleOf(text);
  if (style === null) {
    survey.unreadable += 1;
    return;
  }
  survey.styles.add(style);
  if (style !== "slashed") return;
  const [first = 0, second = 0] = text.split(/[-/]/, 2).map(Number);
  if (first > 12) survey.dayFirst = true;
  if (second > 12) survey.dayLast = true;
}

/** True when the column is written in more than one way: then slashed dates are read only where one part must be the day. */
export function isMixed({ styles, dayFirst, dayLast }: DateSurvey): boolean {
  return styles.size > 1 || (dayFirst && dayLast);
}

function styleOf(text: string): DateStyle | null {
  // Most dates of a million begin like this.
  if (text[4] === "-" && text[7] === "-") return "iso";
  if (ISO.test(text)) return "iso";
  if (DOTTED.test(text)) return "dotted";
  if (SLASHED.test(text)) return "slashed";
  if (DAY_WORD.test(text) || WORD_DAY.test(text)) return "worded";
  return EPOCH.test(text) ? "epoch" : null;
}

/**
 * The date a cell states; null where that is not certain. Of a slashed date the order of day and month must be known:
 * from the cell itself, or from the whole column when it is written in one way only.
 */
export function readDate(text: string, survey: DateSurvey): WrittenDate | null {
  const iso = ISO.exec(text);
  if (iso) return written("iso", [iso[1], iso[2], iso[3]], iso.slice(4));
  const dotted = DOTTED.exec(text);
  if (dotted) return written("dotted", [dotted[3], dotted[2], dotted[1]], dotted.slice(4));
  const slashed = SLASHED.exec(text);
  if (slashed) return readSlashed(slashed, survey);
  const [dayWord, wordDay] = [DAY_WORD.exec(text), WORD_DAY.exec(text)];
  if (dayWord) return written("worded", [dayWord[3], monthOf(dayWord[2]), dayWord[1]], dayWord.slice(4));
  return wordDay ? written("worded", [wordDay[3], monthOf(wordDay[1]), wordDay[2]], wordDay.slice(4)) : null;
}

/** Seconds since 1970 of a cell that holds a count of seconds or milliseconds; null when it holds none. */
export function readEpochSeconds(text: string): number | null {
  return EPOCH.test(text) ? Math.trunc(text.length === 13 ? Number(text) / 1000 : Number(text)) : null;
}

function readSlashed(parts: RegExpExecArray, survey: DateSurvey): WrittenDate | null {
  const [first, second] = [Number(parts[1]), Number(parts[2])];
  const certain = !isMixed(survey) && survey.dayFirst !== survey.dayLast;
  const dayFirst = first > 12 ? true : second > 12 ? false : certain ? survey.dayFirst : first === second ? true : null;
  if (dayFirst === null) return null;
  const [day, month] = dayFirst ? [parts[1], parts[2]] : [parts[2], parts[1]];
  return written("slashed", [parts[3], month, day], parts.slice(4));
}

function monthOf(word: string | undefined): string {
  return String(MONTHS.indexOf((word ?? "").slice(0, 3).toLowerCase()) + 1);
}

function written(
  style: DateStyle,
  date: readonly (string | undefined)[],
  time: readonly (string | undefined)[],
): WrittenDate | null {
  const [year, month, day] = date.map(Number);
  const [hours, minutes, seconds, half, offset] = time;
  const hour = hourOf(Number(hours ?? 0), half);
  if (year === undefined || month === undefined || day === undefined || hour === null) return null;
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const [minute, second] = [Number(minutes ?? 0), Number(seconds ?? 0)];
  if (minute > 59 || second > 59) return null;
  return { style, year, month, day, hour, minute, second, offsetMinutes: offsetOf(offset) };
}

function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour > 23 ? null : hour;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
}

function offsetOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^[A-Z]/i.test(text)) return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return text.startsWith("-") ? -minutes : minutes;
}
