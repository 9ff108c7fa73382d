import { z } from "zod";
import { countMatching } from "#db/queries/steps/find-matching.ts";
import { ok } from "#lib/core/result.ts";
import { defineQuery } from "../_kit/query.ts";
import { whichSteps } from "./which-steps.ts";

/** How many steps are open, for the menu. */
export const countOpenSteps = defineQuery({
  name: "step.count",
  input: z.strictObject({}),
  permission: "step:read",
  run: async (tx, ctx) => ok(await countMatching(tx, whichSteps(ctx.actor, { tab: "all_open", q: "" }).open)),
});
