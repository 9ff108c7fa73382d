import type { ClaimPeriodView, ContradictionsView } from "#lib/core/views/contradictions.ts";
import { zoned } from "../time/zoned.ts";

/** `1 – 18 Nov 2025 (UTC)`; where none was chosen, the days of the first and last task. In UTC: leavers are of many zones. */
export function periodWords({
  period,
  firstClaimIso,
  lastClaimIso,
}: Pick<ContradictionsView, "period" | "firstClaimIso" | "lastClaimIso">): string {
  if (isBounded(period)) return `${chosen(period)} (UTC)`;
  if (firstClaimIso === null || lastClaimIso === null) return "no claims yet";
  return `${range(firstClaimIso, lastClaimIso)} (UTC)`;
}

/** Whether a period leaves anything out. */
export function isBounded({ from, to }: ClaimPeriodView): boolean {
  return from !== null || to !== null;
}

function chosen({ from, to }: ClaimPeriodView): string {
  const at = (date: string) => `${date}T00:00:00Z`;
  if (from !== null && to !== null) return range(at(from), at(to));
  return from === null ? `until ${wordsOf(dayOf(at(to ?? "")))}` : `since ${wordsOf(dayOf(at(from)))}`;
}

type Day = ReturnType<typeof dayOf>;

function dayOf(iso: string) {
  const { day, month, year } = zoned(iso, "UTC");
  return { day, month, year };
}

function wordsOf({ day, month, year }: Day): string {
  return `${day} ${month} ${year}`;
}

/** What both days share is said once. */
function range(fromIso: string, toIso: string): string {
  const [from, to] = [dayOf(fromIso), dayOf(toIso)];
  if (from.year !== to.year) return `${wordsOf(from)} – ${wordsOf(to)}`;
  if (from.month !== to.month) return `${from.day} ${from.month} – ${wordsOf(to)}`;
  return from.day === to.day ? wordsOf(to) : `${from.day} – ${wordsOf(to)}`;
}
