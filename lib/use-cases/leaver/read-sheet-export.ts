import { z } from "zod";
import { readCase } from "#db/queries/views/read-case.ts";
import { readSheetExport } from "#db/queries/views/read-sheet-export.ts";
import { domainError } from "#lib/core/errors.ts";
import { ok, refused } from "#lib/core/result.ts";
import { defineQuery } from "../_kit/query.ts";
import { leaverRef } from "./leaver-ref.ts";

/** A sheet that was exported, the very bytes whose digest the ledger holds. */
export const readExportedSheet = defineQuery({
  name: "leaver.exported_sheet",
  input: z.strictObject({ leaver: leaverRef, export: z.uuid() }),
  permission: "leaver:export",
  run: async (tx, _ctx, input) => {
    const one = await readCase(tx, input.leaver);
    const pdf = one === undefined ? undefined : await readSheetExport(tx, one.id, input.export);
    return one === undefined || pdf === undefined
      ? refused(domainError("not_found"))
      : ok({ id: `LV-${one.number}`, pdf });
  },
});
