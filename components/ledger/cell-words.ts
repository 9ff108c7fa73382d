import { VERDICT_WORD } from "#lib/core/access/verdict-key.ts";
import type { CellView } from "#lib/core/views/ledger.ts";
import { formatDayTime } from "../time/format-instant.ts";
import { LAYER_FULL } from "./layer-words.ts";

/** Label of a cell: `GitHub Enterprise, Credentials (…): Still present, 1 of 3 items`. The time of an "until" stands here. */
export function cellWords(systemName: string, cell: CellView, zone: string): string {
  const until = cell.untilIso ? ` ${formatDayTime(cell.untilIso, zone)}` : "";
  const share = cell.count > 1 ? `, ${cell.worstCount} of ${cell.count} items` : "";
  return `${systemName}, ${LAYER_FULL[cell.layer]}: ${VERDICT_WORD[cell.verdict]}${until}${share}`;
}
