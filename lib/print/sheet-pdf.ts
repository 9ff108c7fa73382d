import type { SheetView } from "#lib/core/views/sheet.ts";
import { drawBlock } from "./blocks.ts";
import { BREADTH, bytesOf, frame, LEFT, newPaper, STYLES } from "./paper.ts";
import { spelled } from "./runs.ts";

const SPELLED =
  "Characters that this file's typeface does not have are named by their Unicode numbers, as in [U+0041] for A.";

/**
 * The evidence sheet as a PDF: the words of the view and none besides, black on white, A4. The same view gives the same
 * bytes, so that their digest can be recorded. Every text can be searched and copied; names in scripts that the
 * typeface lacks are spelled by their numbers and never lost.
 */
export async function sheetPdf({ content, digest }: SheetView): Promise<Uint8Array<ArrayBuffer>> {
  const title = `${content.title} · ${content.person}`;
  const paper = newPaper({ title, madeAt: new Date(content.asOfIso) });
  paper.lines(paper.setter.lines(title, STYLES.title, BREADTH), STYLES.title, LEFT);
  if (JSON.stringify(content) !== spelled(JSON.stringify(content), "plain"))
    paper.lines(paper.setter.lines(SPELLED, STYLES.text, BREADTH), STYLES.text, LEFT);
  for (const block of content.blocks) drawBlock(paper, block);
  frame(paper, content.head, content.foot, digest);
  return await bytesOf(paper);
}
