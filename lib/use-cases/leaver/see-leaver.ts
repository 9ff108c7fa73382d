import { z } from "zod";
import { readCase } from "#db/queries/views/read-case.ts";
import { domainError } from "#lib/core/errors.ts";
import { ok, refused } from "#lib/core/result.ts";
import { defineQuery } from "../_kit/query.ts";
import { leaverRef } from "./leaver-ref.ts";

/** Whether the reader may see a leaver at all. */
export const seeLeaver = defineQuery({
  name: "leaver.see",
  input: z.strictObject({ leaver: leaverRef }),
  permission: "leaver:read",
  run: async (tx, _ctx, { leaver }) => {
    const one = await readCase(tx, leaver);
    return one === undefined ? refused(domainError("not_found")) : ok({ id: one.id });
  },
});
