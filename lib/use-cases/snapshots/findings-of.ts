import type { Instant } from "#lib/core/instant.ts";
import { plainWord } from "#lib/core/snapshot/column-words.ts";
import {
  areUnmatched,
  comparedWith,
  haveInCommon,
  isCompleteSnapshot,
  isFirstUncounted,
  isStale,
  type SnapshotFinding,
  type SnapshotFindingCode,
} from "#lib/core/snapshot/finding.ts";
import type { ColumnRole, SnapshotKind } from "#lib/core/snapshot/snapshot.ts";
import { isMixed } from "#lib/core/snapshot/written-date.ts";
import type { FileEnd } from "../_kit/files/table.ts";
import { sharedKeys } from "../_kit/keys/key-sample.ts";
import type { Matching } from "./load-matching.ts";
import type { Reach } from "./reach.ts";
import type { RowTaker } from "./row-taker.ts";

export interface ReadThrough {
  readonly kind: SnapshotKind;
  readonly matching: Matching;
  readonly taker: RowTaker;
  readonly reach: Reach;
  readonly end: FileEnd;
  readonly titles: readonly string[];
  readonly unclear: readonly ColumnRole[];
  /** What was read from other columns than the last time. */
  readonly changed: readonly SnapshotFindingCode[];
  readonly stated: number | null;
  readonly saidComplete: boolean;
  readonly extractedAt: Instant;
  readonly now: Instant;
  readonly staleAfter: number;
  /** Another system's lists have exactly these titles. */
  readonly anothersHeader: boolean;
}

/** Whether the list is complete, and everything that stands out in it. */
export function findingsOf(read: ReadThrough): { readonly complete: boolean; readonly findings: SnapshotFinding[] } {
  const { taker, end } = read;
  const { rows, broken } = taker;
  const truncated = end.truncated || end.morePages || (end.stated !== null && end.stated !== rows);
  const recognised = isRecognised(read);
  const counts = {
    rows,
    broken,
    truncated,
    // The file's own total counts what a filter left: that another number than it is there is seen as torn off above.
    stated: read.stated,
    hasEarlier: read.matching.system.before !== null,
    saidComplete: read.saidComplete,
  };
  const complete = isCompleteSnapshot(counts) && recognised && !read.changed.includes("account_ids_changed");
  const findings: SnapshotFinding[] = [];
  const add = (code: SnapshotFindingCode, count: number, lines: readonly number[] = []) =>
    void (count > 0 && findings.push({ code, count, lines }));
  for (const code of compared(read, complete)) add(code, read.matching.system.before?.rows ?? 1);
  add("rows_broken", broken + Number(end.truncated), taker.brokenLines);
  const readable = rows - broken;
  add("rows_unmatched", areUnmatched(readable, taker.matched) ? readable - taker.matched : 0);
  add("keys_repeated", taker.repeated, taker.repeatedLines);
  add("keys_nearly_match", read.reach.near);
  add("dates_mixed", isMixed(taker.dates) ? taker.dates.styles.size : 0);
  add("formulas", end.formulas, end.formulaLines);
  for (const code of read.changed) add(code, 1);
  add("values_cut", taker.cut, taker.cutLines);
  add("columns_unclear", read.unclear.length);
  add("accounts_unknown", Number(!recognised));
  add("people_unreachable", read.reach.unreachable);
  add("first_uncounted", Number(isFirstUncounted(counts)));
  add("not_complete", Number(!complete));
  add("stale", Number(isStale(read.extractedAt, read.now, read.staleAfter)));
  return { complete, findings };
}

function compared({ matching, taker, titles, anothersHeader }: ReadThrough, complete: boolean): SnapshotFindingCode[] {
  const { before, removed, remembered } = matching.system;
  const changed = remembered !== null && !sameTitles(remembered.titles, titles);
  const found: SnapshotFindingCode[] = anothersHeader && changed ? ["header_of_other_system"] : [];
  if (before === null) return found;
  const now = { rows: taker.rows, accounts: taker.accounts, complete };
  const shared = sharedKeys(before, { sample: taker.sample.values(), accounts: taker.accounts });
  return [...found, ...comparedWith({ ...before, shared }, now, removed)];
}

/**
 * Whether the accounts of a list are the system's as its list of users names them: memberships under other ids would
 * show everybody without any.
 */
function isRecognised({ matching, taker, kind }: ReadThrough): boolean {
  const { users } = matching.system;
  if (kind === "users") return true;
  if (users === null) return taker.known > 0;
  const shared = sharedKeys(users, { sample: taker.sample.values(), accounts: taker.accounts });
  return haveInCommon(users.accounts, taker.accounts, shared) ?? taker.known > 0;
}

function sameTitles(one: readonly string[], other: readonly string[]): boolean {
  return one.map(plainWord).join("\n") === other.map(plainWord).join("\n");
}
