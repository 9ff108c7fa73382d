import type { Instant } from "#lib/core/instant.ts";
import { plainWord } from "#lib/core/snapshot/column-words.ts";
import {
  areUnmatched,
  comparedWith,
  isCompleteSnapshot,
  isStale,
  type SnapshotFinding,
  type SnapshotFindingCode,
} from "#lib/core/snapshot/finding.ts";
import type { ColumnRole } from "#lib/core/snapshot/snapshot.ts";
import { isMixed } from "#lib/core/snapshot/written-date.ts";
import type { FileEnd } from "./files/table.ts";
import { sharedKeys } from "./key-sample.ts";
import type { Matching } from "./load-matching.ts";
import type { RowTaker } from "./row-taker.ts";

export interface ReadThrough {
  readonly matching: Matching;
  readonly taker: RowTaker;
  readonly end: FileEnd;
  readonly titles: readonly string[];
  readonly unclear: readonly ColumnRole[];
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
  const complete = isCompleteSnapshot({
    rows,
    broken,
    truncated,
    stated: read.stated,
    saidComplete: read.saidComplete,
  });
  const findings: SnapshotFinding[] = [];
  const add = (code: SnapshotFindingCode, count: number, lines: readonly number[] = []) =>
    void (count > 0 && findings.push({ code, count, lines }));
  for (const code of compared(read, complete)) add(code, read.matching.system.before?.rows ?? 1);
  add("rows_broken", broken + Number(end.truncated), taker.brokenLines);
  add("rows_unmatched", areUnmatched(rows, taker.matched) ? rows - taker.matched : 0);
  add("keys_repeated", taker.repeated, taker.repeatedLines);
  add("dates_mixed", isMixed(taker.dates) ? taker.dates.styles.size : 0);
  add("formulas", end.formulas, end.formulaLines);
  add("columns_unclear", read.unclear.length);
  add("not_complete", Number(!complete));
  add("stale", Number(isStale(read.extractedAt, read.now, read.staleAfter)));
  return { complete, findings };
}

function compared({ matching, taker, titles, anothersHeader }: ReadThrough, complete: boolean): SnapshotFindingCode[] {
  const { before, removed, remembered } = matching.system;
  const changed = remembered !== null && !sameTitles(remembered.titles, titles);
  const found: SnapshotFindingCode[] = anothersHeader && changed ? ["header_of_other_system"] : [];
  if (before === null) return found;
  const { rows } = taker;
  const shared = sharedKeys(before, { sample: taker.sample.values(), rows });
  return [...found, ...comparedWith({ rows: before.rows, shared }, { rows, complete }, removed)];
}

function sameTitles(one: readonly string[], other: readonly string[]): boolean {
  return one.map(plainWord).join("\n") === other.map(plainWord).join("\n");
}
