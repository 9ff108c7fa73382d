import { z } from "zod";
import { countOpen } from "#db/queries/steps/count-open.ts";
import { PASSING } from "#lib/core/access/passing.ts";
import { ok } from "#lib/core/result.ts";
import { COUNTED_MAX, countedUpTo } from "#lib/core/views/counted.ts";
import { defineQuery } from "../_kit/query.ts";

/** How many steps are open, up to 1,000, for the menu. */
export const countOpenSteps = defineQuery({
  name: "step.count",
  input: z.strictObject({}),
  permission: "step:read",
  run: async (tx) => ok(countedUpTo(await countOpen(tx, [...PASSING], COUNTED_MAX + 1))),
});
