import { isListingHeld } from "../access/listing-guard.ts";
import type { DurationMicros, Instant } from "../instant.ts";

/**
 * What stands out in a file before anything of it is believed, closed, with what to do about it. `confirm`: whoever
 * accepts it names the code. `hold`: a second person releases it. `tell`: said, and no more.
 */
export const SNAPSHOT_FINDING = {
  rows_lost: {
    weight: "hold",
    sentence:
      "The file lost a large share of its rows since the last one. Nothing of it is believed. Have a second person look and release it, or send the whole list.",
  },
  other_system: {
    weight: "hold",
    sentence:
      "The file looks like another system's: hardly any of its accounts were in the last one. Nothing of it is believed. Send it to the right system, or have a second person release it.",
  },
  header_of_other_system: {
    weight: "hold",
    sentence:
      "The columns are those of another system of yours and not those this one had. Nothing of it is believed. Send it to the right system, or have a second person release it.",
  },
  rows_unmatched: {
    weight: "confirm",
    sentence:
      "Five in a hundred rows or more are nobody's whom Closeout knows. Check that people and columns are the right ones, then confirm.",
  },
  keys_repeated: {
    weight: "confirm",
    sentence:
      "Several rows have the same key; one of them that can be used counts as usable. Check the key column, then confirm.",
  },
  keys_nearly_match: {
    weight: "confirm",
    sentence:
      "Person keys in the file are those of leavers but for letter case or leading zeros. They are not taken for the same, and those leavers are not called absent. Write the keys alike and send it again, or confirm to use the rest.",
  },
  rows_broken: {
    weight: "confirm",
    sentence:
      "Some lines cannot be read, so the file proves nothing absent. Correct the lines named and send it again, or confirm to use the others.",
  },
  dates_mixed: {
    weight: "confirm",
    sentence:
      "The dates of last use are written in several ways; only those that can mean one day alone are read. Export them in one format, or confirm.",
  },
  formulas: {
    weight: "confirm",
    sentence:
      "Some cells hold formulas. None is evaluated: what the file shows for them is taken as text. Check them, or confirm.",
  },
  column_changed: {
    weight: "confirm",
    sentence:
      "Roles, groups or keys were read from another column the last time, and nobody named this one: the file shows who has what it names and proves none of it absent. Export the former column, or name this one and send it again, or confirm.",
  },
  account_ids_changed: {
    weight: "confirm",
    sentence:
      "The ids of accounts were read from another column the last time: under these, everybody known so far would look gone, so the file proves nothing absent. Export the former column, or name this one as the account id and send it again, or confirm.",
  },
  values_cut: {
    weight: "tell",
    sentence:
      "Some cells name more roles than are read; the rest is left out, so the file proves no role absent. Export one role a row to have all of them read.",
  },
  columns_unclear: {
    weight: "tell",
    sentence: "Two columns could mean the same; neither is read. Name the one that counts to have it read.",
  },
  accounts_unknown: {
    weight: "tell",
    sentence:
      "The ids in the file are not those of the system's accounts as its list of users has them, so it proves nothing absent. Export it with the same ids, or send the list of users first.",
  },
  people_unreachable: {
    weight: "tell",
    sentence:
      "Some leavers have no key of a kind that the file shows, so it could not show them and proves none of them absent. Record their e-mail or user name, or export the column with their person key, and send it again.",
  },
  first_uncounted: {
    weight: "tell",
    sentence:
      "It is the first whole list of this system, and nobody said how many rows the application shows: a filter left on would not be noticed. It shows who is there and proves nobody absent. Send it again with that number.",
  },
  not_complete: {
    weight: "tell",
    sentence: "The file is not a complete list: it shows who is there and proves nobody absent.",
  },
  stale: {
    weight: "tell",
    sentence: "The list is older than what may be believed: what it shows gone reads as Cannot check. Export it anew.",
  },
} as const;

export type SnapshotFindingCode = keyof typeof SNAPSHOT_FINDING;

/** One finding with the numbers behind it; `lines` are places in the file, the first few. */
export interface SnapshotFinding {
  readonly code: SnapshotFindingCode;
  readonly count: number;
  readonly lines: readonly number[];
}

/** Codes that whoever accepts the file must name. */
export function unconfirmed(findings: readonly SnapshotFinding[], confirmed: readonly string[]): SnapshotFindingCode[] {
  return findings
    .map(({ code }) => code)
    .filter((code) => SNAPSHOT_FINDING[code].weight === "confirm" && !confirmed.includes(code));
}

/** Codes for which a second person must release the file. */
export function holding(findings: readonly SnapshotFinding[]): SnapshotFindingCode[] {
  return findings.map(({ code }) => code).filter((code) => SNAPSHOT_FINDING[code].weight === "hold");
}

/** What is known of a file's size and readability. */
export interface SnapshotCounts {
  readonly rows: number;
  readonly broken: number;
  /** The file ended in the middle of a row. */
  readonly truncated: boolean;
  /** Rows as a person states who looked them up; null when nobody did. A file's own total is no such number. */
  readonly stated: number | null;
  /** A whole list of its kind was believed before, so that one that lost rows is noticed. */
  readonly hasEarlier: boolean;
  /** Somebody says that the list is whole. */
  readonly saidComplete: boolean;
}

/** Only a list that is said to be whole, has the rows it is said to have and was read to its end is complete. */
export function isCompleteSnapshot(counts: SnapshotCounts): boolean {
  const { rows, broken, truncated, stated, saidComplete } = counts;
  return (
    saidComplete && broken === 0 && !truncated && !isFirstUncounted(counts) && (stated === null || stated === rows)
  );
}

/** One person's word alone would make everybody absent who was filtered away: a first list needs a number beside it. */
export function isFirstUncounted({ stated, hasEarlier, saidComplete }: SnapshotCounts): boolean {
  return saidComplete && stated === null && !hasEarlier;
}

/** Share of rows that nobody we know stands behind; from here on it is said aloud. */
const UNMATCHED_SHARE = 0.05;

export function areUnmatched(rows: number, matched: number): boolean {
  return rows > 0 && (rows - matched) / rows >= UNMATCHED_SHARE;
}

/** True when the list is so old that what it shows gone no longer counts. */
export function isStale(extractedAt: Instant, now: Instant, staleAfter: DurationMicros): boolean {
  return now - extractedAt > staleAfter;
}

/** How a list compares with the last one that was believed of the same system and kind. */
export interface SnapshotBefore {
  readonly rows: number;
  readonly accounts: number;
  /** Accounts that both have, as estimated from samples of their keys; null when that is not known. */
  readonly shared: number | null;
}

/** Below this share of both lists in common they are two systems'. Small lists change too much to say. */
const SHARED_SHARE = 0.2;
const COMPARABLE_ACCOUNTS = 20;

/** What stands out beside the last list; `expectedLoss`: accounts seen removed since. A part of a list lost nothing. */
export function comparedWith(
  before: SnapshotBefore,
  { rows, accounts, complete }: { readonly rows: number; readonly accounts: number; readonly complete: boolean },
  expectedLoss: number,
): SnapshotFindingCode[] {
  const found: SnapshotFindingCode[] = [];
  if (complete && isListingHeld({ before: before.rows, now: rows, expectedLoss })) found.push("rows_lost");
  if (haveInCommon(before.accounts, accounts, before.shared) === false) found.push("other_system");
  return found;
}

/** Whether two lists are of the same accounts; null where they are too small, or too little is known of them, to say. */
export function haveInCommon(one: number, other: number, shared: number | null): boolean | null {
  const smaller = Math.min(one, other);
  return smaller < COMPARABLE_ACCOUNTS || shared === null ? null : shared >= smaller * SHARED_SHARE;
}
