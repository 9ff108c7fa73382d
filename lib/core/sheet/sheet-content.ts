import { LAYER_HEAD } from "../access/layer-word.ts";
import { VERDICT_WORD } from "../access/verdict-key.ts";
import type { SheetBlockView, SheetContent } from "../views/sheet.ts";
import { fact, shown } from "./cells.ts";
import { claimsBlock, itemTable } from "./item-table.ts";
import { missingEvidence } from "./missing-evidence.ts";
import { paperTime } from "./paper-time.ts";
import type { SheetInput } from "./sheet-input.ts";
import { identityBlock, milestoneTable, resultBlock } from "./summary-blocks.ts";
import { exposureTable, layerTable } from "./system-tables.ts";

/**
 * The sheet in words, whole: nothing abbreviated, nothing left out. Page and PDF print this and decide no word of their
 * own, and the same facts give the same text on every machine.
 */
export function sheetContent(input: SheetInput): SheetContent {
  const { header, asOfIso } = input.leaver;
  const asOf = `${paperTime(asOfIso, input.offsetAt(asOfIso))}, ${header.effectiveEnd.zone}`;
  const demo = input.demo ? "Demo company, not a real record · " : "";
  return {
    id: header.id,
    title: `Access removal evidence · ${header.id}`,
    person: shown(header.personName),
    head: `${demo}Closeout, evidence sheet · ${header.id} · as of ${asOf}`,
    blocks: [
      identityBlock(input),
      resultBlock(input),
      milestoneTable(input),
      layerTable(input),
      linesBlock(
        "Missing evidence",
        missingEvidence(input),
        "None: every item has a look with its raw answer and its leaf.",
      ),
      linesBlock("What holds it open", holding(input), "Nothing."),
      exposureTable(input),
      claimsBlock(input),
      itemTable(input),
      ledgerBlock(input),
    ],
    foot: `Printed by ${shown(input.printedBy)} · as of ${asOf} · ${paperTime(asOfIso, "+00:00")}`,
    asOfIso,
  };
}

function linesBlock(title: string, lines: readonly string[], none: string): SheetBlockView {
  return { kind: "lines", title: `${title} (${lines.length})`, lines: lines.length === 0 ? [none] : lines.map(shown) };
}

function holding({ leaver }: SheetInput): readonly string[] {
  const items = leaver.blockers.map(
    ({ systemName, layer, label, verdict, why }) =>
      `${systemName}, ${LAYER_HEAD[layer].toLowerCase()}: ${label}: ${VERDICT_WORD[verdict]}. ${why}`,
  );
  return [...leaver.holds, ...items];
}

function ledgerBlock({ entries, lastLeaf, checkpoint, leaver }: SheetInput): SheetBlockView {
  return {
    kind: "facts",
    title: "Ledger",
    facts: [
      fact("Case", leaver.header.caseId, true),
      fact("Entries of this case", String(entries)),
      fact("Leaf hash of the last entry", lastLeaf === null ? "none" : `sha-256 ${lastLeaf}`, lastLeaf !== null),
      fact("Checkpoint", checkpoint ?? "none: the ledger is not signed", checkpoint !== null),
    ],
  };
}
