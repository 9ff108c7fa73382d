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
  for (let daysAgo = 1; daysAgo <= CHANGE_WITHIN_DAYS; daysAgo += 1) {
    const noon = Date.parse(`${localDate(now - daysAgo * DAY_MS, timeZone)}T12:00:00Z`);
    // Clocks are moved at night: noon has the new offset, noon of the day before the old one.
    if (offsetOf(noon, timeZone) !== offsetOf(noon - DAY_MS, timeZone))
      return { date: localDate(noon, timeZone), daysAgo };
  }
  return null;
}

function offsetOf(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "longOffset" }).formatToParts(at);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
}
