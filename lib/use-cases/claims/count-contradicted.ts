import { z } from "zod";
import { countContradicted as count } from "#db/queries/claims/count-contradicted.ts";
import { ok } from "#lib/core/result.ts";
import { defineQuery } from "../_kit/query.ts";

/** How many claims a later look contradicts, for the menu. */
export const countContradicted = defineQuery<object, number>({
  name: "claim.count_contradicted",
  input: z.strictObject({}),
  permission: "claim:read",
  run: async (tx) => ok(await count(tx)),
});
