import { z } from "zod";
import { countSystems as count } from "#db/queries/systems/count-systems.ts";
import { ok } from "#lib/core/result.ts";
import { defineQuery } from "../_kit/query.ts";

/** How many systems there are, for the menu. */
export const countSystems = defineQuery({
  name: "system.count",
  input: z.strictObject({}),
  permission: "system:read",
  run: async (tx) => ok(await count(tx)),
});
