import { LAYERS } from "../access/layer.ts";
import { LAYER_HEAD } from "../access/layer-word.ts";
import type { CellView } from "../views/ledger.ts";
import type { SheetBlockView, SheetCellView } from "../views/sheet.ts";
import type { IsoUtc } from "../views/time.ts";
import { marked, plain, table } from "./cells.ts";
import { paperExposure } from "./paper-span.ts";
import { paperTime } from "./paper-time.ts";
import type { SheetInput } from "./sheet-input.ts";
import { OUTCOME_WORD } from "./summary-blocks.ts";

/** Systems down, the eight layers across: the worst verdict of each, in mark and word. */
export function layerTable({ leaver, offsetAt }: SheetInput): SheetBlockView {
  const heads = [["System", 12] as const, ...LAYERS.map((layer) => [LAYER_HEAD[layer], 11] as const)];
  const rows = leaver.rows.map((row) => ({
    cells: [plain(`${row.name} (tier ${row.tier})`), ...row.cells.map((cell) => layerCell(cell, offsetAt))],
  }));
  return table("Access by system and layer", heads, rows);
}

function layerCell(
  { verdict, count, worstCount, untilIso }: CellView,
  offsetAt: SheetInput["offsetAt"],
): SheetCellView {
  const until = untilIso === null ? "" : paperTime(untilIso, offsetAt(untilIso));
  if (count < 2) return marked(verdict, until);
  return marked(verdict, until, worstCount < count ? `${worstCount} of ${count} items` : `${count} items`);
}

/** Who answers for each system, how long access was left there, and what became of its deadline. */
export function exposureTable({ leaver, offsetAt }: SheetInput): SheetBlockView {
  const time = (iso: IsoUtc | null, none: string) => (iso === null ? none : paperTime(iso, offsetAt(iso)));
  const rows = leaver.rows.map((row) => ({
    cells: [
      plain(`${row.name} (tier ${row.tier})`),
      plain(row.owner?.name ?? "No owner"),
      plain(paperExposure(row.exposure)),
      plain(time(row.deadline?.atIso ?? null, "–")),
      plain(row.deadline === null ? "–" : OUTCOME_WORD[row.deadline.state]),
      plain(`${time(row.lastLookIso, "none")}${row.lookFailure === null ? "" : `. ${row.lookFailure}`}`),
    ],
  }));
  const heads = [
    ["System", 18],
    ["Owner", 14],
    ["Exposed after the effective end", 20],
    ["Deadline", 18],
    ["Outcome", 12],
    ["Last look", 18],
  ] as const;
  return table("Owner, exposure and deadline by system", heads, rows);
}
