import { z } from "zod";
import { readNow } from "#db/queries/clock/read-now.ts";
import { readSetup as read } from "#db/queries/views/read-setup.ts";
import { instant } from "#lib/core/instant.ts";
import { ok } from "#lib/core/result.ts";
import type { SetupView } from "#lib/core/views/setup.ts";
import { defineQuery } from "../_kit/query.ts";
import { isoUtc } from "../_kit/times.ts";

/** How far the first run has come. Nothing of it is kept anywhere else: a reload loses nothing. */
export const readSetup = defineQuery<Record<string, never>, SetupView>({
  name: "setup.read",
  input: z.strictObject({}),
  // Whoever sets the product up registers systems.
  permission: "system:write",
  run: async (tx, ctx) => {
    const { signedInAt, ...row } = await read(tx, ctx.actor.kind === "user" ? ctx.actor.userId : null);
    const signedInIso = isoUtc(signedInAt === null ? null : instant(signedInAt));
    return ok({ ...row, signedInIso, asOfIso: isoUtc(await readNow(tx)) });
  },
});
