import { sheetPdf } from "#lib/print/sheet-pdf.ts";
import { runQuery } from "#lib/use-cases/_kit/query.ts";
import { exportSheet } from "#lib/use-cases/leaver/export-sheet.ts";
import { readSheet } from "#lib/use-cases/leaver/read-sheet.ts";
import { readExportedSheet } from "#lib/use-cases/leaver/read-sheet-export.ts";
import { isDemo } from "../demo.ts";
import { type ApiAnswer, endpoint } from "../endpoint.ts";
import { commandEndpoint, withParams } from "./command-endpoint.ts";

export const postSheet = commandEndpoint({
  path: "/api/v1/leavers/{id}/sheets",
  summary: "Export a leaver's evidence sheet: the file is kept, and its digest entered in the ledger",
  command: exportSheet,
  body: null,
  toInput: ({ params, body }) => withParams(body, { leaverId: params["id"], demo: isDemo() }),
  status: 201,
  answer: "Exported; link leads to the very file",
});

export const getSheetPdf = endpoint({
  method: "GET",
  path: "/api/v1/leavers/{id}/sheet.pdf",
  summary: "A leaver's evidence sheet as PDF: as the facts stand now, or an exported one byte for byte",
  permission: readSheet.permission,
  search: { export: "exportId of an exported sheet; as the facts stand now when left out." },
  answers: { 200: "The sheet" },
  answerType: "application/pdf",
  run: async (ctx, { params, search }) => {
    const { export: exported, ...unknown } = search;
    if (exported === undefined) {
      const read = await runQuery(ctx, readSheet, { leaver: params["id"], demo: isDemo(), ...unknown });
      if (!read.ok) return read;
      return pdf(read.value.content.id, read.value.content.asOfIso, await sheetPdf(read.value));
    }
    const kept = await runQuery(ctx, readExportedSheet, { leaver: params["id"], export: exported, ...unknown });
    return kept.ok ? pdf(kept.value.id, exported, kept.value.pdf) : kept;
  },
});

function pdf(leaver: string, which: string, bytes: Uint8Array<ArrayBuffer>): ApiAnswer {
  // Colons have no place in the names of files on some machines.
  const name = `${leaver}-evidence-${which.replaceAll(":", "")}.pdf`;
  return { ok: true, file: { content: bytes, type: "application/pdf", name } };
}
