import { DAY } from "#lib/core/instant.ts";
import type { FoundPersonView, FoundView } from "#lib/core/views/found.ts";
import { formatDuration } from "../time/format-duration.ts";
import { formatDateTime } from "../time/format-instant.ts";

const count = (people: number, one: string, many: string) =>
  `${people.toLocaleString("en")} ${people === 1 ? one : many}`;

/** `41 days`, in whole days; shorter spans as everywhere. */
function spanWords(micros: number): string {
  const days = Math.floor(micros / DAY);
  return days >= 2 ? `${days} days` : formatDuration(micros);
}

/** The answer in one sentence, from what was seen: `3 people left; 2 still have accounts in Salesforce. Longest: 41 days`. */
export function foundHeadline({ left, usable, unclear, longestMicros, system, lists }: FoundView): string {
  if (lists.length === 0) return `${count(left, "person", "people")} left; ${system.name} has not been looked at yet`;
  const who = `${count(left, "person", "people")} left; `;
  const still =
    usable === 0
      ? `none was seen with an account in ${system.name} that can be used`
      : `${count(usable, "still has an account", "still have accounts")} in ${system.name}`;
  const longest = usable === 0 ? "" : `. Longest: ${spanWords(longestMicros)}`;
  const open = unclear === 0 ? "" : `. ${count(unclear, "cannot be checked", "cannot be checked")}`;
  return `${who}${still}${longest}${open}`;
}

/** What the row said of one person, in words. `rows`: rows of the list of users. */
export function personWords({ account, holds, lastUsedIso, effectiveEnd }: FoundPersonView, rows: number): string {
  const roles = holds.length === 0 ? "" : `, ${holds.join(", ")}`;
  const used =
    lastUsedIso === null ? ", last use not stated" : `, last used ${formatDateTime(lastUsedIso, effectiveEnd.zone)}`;
  switch (account) {
    case "usable":
      return `Active${roles}${used}`;
    case "disabled":
      return `Disabled${roles}${used}`;
    case "unclear":
      return `Listed with a state that is not understood${roles}${used}`;
    case "gone":
      return "In no row any more";
    case "nothing":
      return `No account by id, e-mail or name; ${rows.toLocaleString("en")} rows read`;
    case "unread":
      return "No list has been asked about them yet";
  }
}
