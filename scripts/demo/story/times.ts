const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** No zone of ours goes longer than this without its clocks being moved, if they are moved at all. */
const CHANGE_WITHIN_DAYS = 300;

/** Date of an instant (milliseconds since 1970) on the wall of a zone: 2026-03-31. */
export function localDate(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(at);
}

/** Date and time on the wall of a zone, to the minute: 2026-03-31T18:00. */
export function localMinute(at: number, timeZone: string): string {
  const time = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(at);
  return `${localDate(at, timeZone)}T${time}`;
}

/**
 * The last day before `now` on which a zone moved its clocks, with its distance from now; null for a zone that has not
 * for most of a year.
 */
export function lastClockChange(
  now: number,
  timeZone: string,
): { readonly date: string; readonly daysAgo: number } | null {
  const dates = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
  const offsets = new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "longOffset" });
  for (let daysAgo = 1; daysAgo <= CHANGE_WITHIN_DAYS; daysAgo += 1) {
    const date = dates.format(now - daysAgo * DAY_MS);
    // Clocks are moved at night: noon has the new offset, noon of the day before the old one.
    const noon = Date.parse(`${date}T12:00:00Z`);
    if (offsetAt(noon, offsets) !== offsetAt(noon - DAY_MS, offsets)) return { date, daysAgo };
  }
  return null;
}

function offsetAt(at: number, offsets: Intl.DateTimeFormat): string {
  return offsets.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "";
}
