import { z } from "zod";
import { readCase } from "#db/queries/views/read-case.ts";
import { domainError } from "#lib/core/errors.ts";
import { ok, refused } from "#lib/core/result.ts";
import { defineQuery } from "../_kit/query.ts";
import { leaverRef } from "./leaver-ref.ts";
import { makeSheet } from "./make-sheet.ts";

/** The evidence sheet of one leaver. `demo`: the entrance says that the database is a demo, and the sheet prints it. */
export const readSheet = defineQuery({
  name: "leaver.sheet",
  input: z.strictObject({ leaver: leaverRef, demo: z.boolean() }),
  permission: "leaver:export",
  run: async (tx, ctx, { leaver, demo }) => {
    const one = await readCase(tx, leaver);
    return one === undefined ? refused(domainError("not_found")) : ok(await makeSheet(tx, ctx, one, demo));
  },
});
