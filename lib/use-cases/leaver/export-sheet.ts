import { z } from "zod";
import { addSheetExport } from "#db/queries/leavers/add-sheet-export.ts";
import { readCase } from "#db/queries/views/read-case.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { refused } from "#lib/core/result.ts";
import { leaverTag } from "#lib/core/tags.ts";
import { sheetPdf } from "#lib/print/sheet-pdf.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { isOwnCase } from "../_kit/own-case.ts";
import { leaverRef } from "./leaver-ref.ts";
import { makeSheet } from "./make-sheet.ts";

const input = z.strictObject({ leaverId: leaverRef, demo: z.boolean() });

export interface SheetExported {
  readonly exportId: string;
  readonly caseId: string;
  /** SHA-256 of the file, hex: what the ledger holds. */
  readonly digest: string;
  /** SHA-256 of what the sheet says, hex: printed on every page. */
  readonly contentDigest: string;
  readonly bytes: number;
  /** Where the very file can be had until it is erased. */
  readonly link: string;
}

/**
 * Makes the evidence sheet, keeps the file and enters its digest in the case's chain: what was handed out, when and by
 * whom. The entries that the sheet counts are those before this one.
 */
export const exportSheet = defineCommand<z.output<typeof input>, SheetExported>({
  name: "leaver.export_sheet",
  input,
  permission: "leaver:export",
  touches: (_input, { caseId }) => [leaverTag(caseId)],
  run: async (tx, ctx, { leaverId, demo }) => {
    const one = await readCase(tx, leaverId);
    if (one === undefined) return refused(domainError("not_found"));
    if (isOwnCase(ctx.actor, one.identityId)) return refused(domainError("own_case"));
    const { items, ...sheet } = await makeSheet(tx, ctx, one, demo);
    const pdf = await sheetPdf(sheet);
    const digest = Buffer.from(ctx.sha256(pdf)).toString("hex");
    const exportId = ctx.newId();
    await addSheetExport(tx, exportId, one.id, pdf);
    const made = {
      kind: "export.made",
      caseId: idOf<"case">(one.id),
      data: { export: exportId, rows: items, digest },
    } as const;
    const link = `/api/v1/leavers/LV-${one.number}/sheet.pdf?export=${exportId}`;
    return done({ exportId, caseId: one.id, digest, contentDigest: sheet.digest, bytes: pdf.byteLength, link }, [made]);
  },
});
