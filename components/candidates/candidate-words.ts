import type { UsedBy } from "#lib/core/candidates/sighting.ts";
import type { SeenInView } from "#lib/core/views/candidates.ts";
import { zoned } from "../time/zoned.ts";

const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
const LISTED_MAX = 3;

/** Where a candidate was seen, in one part of a sentence: `OAuth consent in Google Workspace, scope: spreadsheets`. */
export function seenInWords({ channel, source, seats, costCentres, scopes }: SeenInView): string {
  const scope = scopes.length === 0 ? "" : `, scope: ${some(scopes)}`;
  switch (channel) {
    case "sign_in":
      return `Sign-ins in ${source}`;
    case "assignment":
      return `Assigned in ${source}`;
    case "consent":
      return `OAuth consent in ${source}${scope}`;
    case "expense": {
      const centres = costCentres.length === 0 ? "" : `, cost centre ${some(costCentres)}`;
      return `${source}${seats === null ? "" : `, ${counted(seats, "seat", "seats")}`}${centres}`;
    }
  }
}

function some(values: readonly string[]): string {
  const more = values.length - LISTED_MAX;
  return `${values.slice(0, LISTED_MAX).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** How many use it, and how many of them leave: unknown where no source names a person. */
export function usedByWords({ people, leavers, seats }: UsedBy): {
  readonly users: string;
  readonly leavers: string;
  readonly known: boolean;
} {
  const users =
    people === null
      ? seats === null
        ? "Nobody named"
        : counted(seats, "seat", "seats")
      : counted(people, "person", "people");
  if (leavers === null) return { users, leavers: "leavers unknown", known: false };
  return { users, leavers: leavers === 0 ? "no leaver" : counted(leavers, "leaver", "leavers"), known: true };
}

/** `9 Sep 2025`, the day in UTC: a source that states a day alone means that day. */
export function dayWords(iso: string): string {
  const at = zoned(iso, "UTC");
  return `${at.day} ${at.month} ${at.year}`;
}

/** Heading of the block: `3 candidates nobody listed`. */
export function headingWords(count: number): string {
  return `${counted(count, "candidate", "candidates")} nobody listed`;
}

/** What adding came to, in a sentence. */
export function addedWords({
  name,
  slug,
  closedCases,
}: {
  name: string;
  slug: string | null;
  closedCases: readonly string[];
}): string {
  const how =
    slug === null
      ? `${name} is another name of a listed system now.`
      : `${name} is in the inventory now: no owner, by hand, observe only.`;
  if (closedCases.length === 0) return how;
  return `${how} ${counted(closedCases.length, "case that closed without it is", "cases that closed without it are")} asked for it.`;
}
