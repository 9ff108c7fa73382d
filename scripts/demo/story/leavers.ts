import { DEMO_PEOPLE, type DemoPerson } from "../people.ts";
import { lastClockChange, localDate, localMinute } from "./times.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Who has left already, and how many hours ago. */
const HOURS_AGO: Readonly<Record<string, number>> = {
  "H-1010": 20,
  "H-1012": 3,
  "H-1013": 26,
  "H-1014": 50,
  "H-1015": 2,
  "H-1016": 30,
  "H-1017": 5,
  "H-1018": 1,
  "H-1020": 28,
  "H-1021": 75,
  "H-1022": 3,
  "H-1023": 9,
  "H-1024": 31,
  "H-1025": 5,
  "H-1027": 49,
  "H-1028": 3,
  "H-1029": 7,
  "H-1030": 52,
  "H-1031": 4,
  "H-1033": 8,
  "H-1034": 2,
  "H-1035": 22,
  "H-1036": 10,
  "H-1037": 2,
  "H-1040": 3,
  "H-1041": 12,
  "H-1045": 1,
};

/** Whose last minutes the newcomer sees: they leave while he watches. */
const IN_MINUTES: Readonly<Record<string, number>> = { "H-1019": 4, "H-1042": 8, "H-1046": 13 };

const IN_DAYS: Readonly<Record<string, number>> = {
  "H-1032": 1,
  "H-1038": 2,
  "H-1043": 3,
  "H-1044": 6,
  "H-1047": 9,
  "H-1049": 16,
  "H-1050": 24,
  "H-1051": 33,
};

/** Days from now of those of whom HR said a date and no time. */
const DATE_ONLY: Readonly<Record<string, number>> = { "H-1011": -2, "H-1048": 12 };

/** One of them left on the day on which the clocks of their zone were moved: whichever zone's was last. */
const ON_A_CLOCK_CHANGE = ["H-1016", "H-1031"];

export interface Leaving {
  readonly person: DemoPerson;
  /** As HR writes it, in the person's own zone. */
  readonly effectiveAt: string;
  /** Whether it is over when the story begins. */
  readonly past: boolean;
}

/** The forty who leave Halden Freight, with times that follow from when the story began (milliseconds since 1970). */
export function leavings(startedAt: number): readonly Leaving[] {
  const moved = lastMoved(startedAt);
  return DEMO_PEOPLE.flatMap((person): Leaving[] => {
    const { key, timeZone } = person;
    const ago = HOURS_AGO[key];
    if (key === moved?.key) return [{ person, effectiveAt: `${moved.date}T17:00`, past: true }];
    if (ago !== undefined)
      return [{ person, effectiveAt: localMinute(startedAt - ago * HOUR_MS, timeZone), past: true }];
    const minutes = IN_MINUTES[key];
    if (minutes !== undefined)
      return [{ person, effectiveAt: localMinute(startedAt + minutes * MINUTE_MS, timeZone), past: false }];
    const days = IN_DAYS[key];
    if (days !== undefined)
      return [{ person, effectiveAt: `${localDate(startedAt + days * DAY_MS, timeZone)}T17:00`, past: false }];
    const date = DATE_ONLY[key];
    if (date === undefined) return [];
    return [{ person, effectiveAt: localDate(startedAt + date * DAY_MS, timeZone), past: date < 0 }];
  });
}

/** The person of ON_A_CLOCK_CHANGE whose zone was moved last, and that day. */
function lastMoved(now: number): { readonly key: string; readonly date: string } | null {
  const changes = ON_A_CLOCK_CHANGE.flatMap((key) => {
    const zone = DEMO_PEOPLE.find((person) => person.key === key)?.timeZone;
    const change = zone === undefined ? null : lastClockChange(now, zone);
    return change === null ? [] : [{ key, ...change }];
  });
  return changes.sort((one, other) => one.daysAgo - other.daysAgo)[0] ?? null;
}
