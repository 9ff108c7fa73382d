import { DAY } from "#lib/core/instant.ts";
import type { EventTimeView } from "#lib/core/views/time.ts";
import { zoned } from "../time/zoned.ts";

/** The day that a date alone was stated as: `14 Nov 2025`. Its instant is the end of that day, which is the next. */
export function formatDate({ atIso, zone, precision }: Pick<EventTimeView, "atIso" | "zone" | "precision">): string {
  const back = precision === "date" ? DAY / 2000 : 0;
  const { day, month, year } = zoned(new Date(Date.parse(atIso) - back).toISOString(), zone);
  return `${day} ${month} ${year}`;
}
