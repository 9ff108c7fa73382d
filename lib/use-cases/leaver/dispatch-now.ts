import { z } from "zod";
import { lockCase } from "#db/queries/leavers/lock-case.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { refused } from "#lib/core/result.ts";
import { leaverTag } from "#lib/core/tags.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { isOwnCase } from "../_kit/own-case.ts";
import { versionPassed } from "../_kit/version.ts";
import { hurry } from "./hurry.ts";
import { leaverRef } from "./leaver-ref.ts";
import type { LeaverHurried } from "./verify-leaver.ts";

const input = z.strictObject({ leaverId: leaverRef });

/** Acts on everything of a leaver that acting is switched on for, now, whatever time was planned. */
export const dispatchNow = defineCommand<z.output<typeof input>, LeaverHurried>({
  name: "leaver.dispatch",
  input,
  permission: "leaver:dispatch",
  touches: (_input, { caseId }) => ["leavers", leaverTag(caseId)],
  run: async (tx, ctx, { leaverId }) => {
    const leaver = await lockCase(tx, leaverId);
    if (leaver === undefined) return refused(domainError("not_found"));
    if (isOwnCase(ctx.actor, leaver.identityId)) return refused(domainError("own_case"));
    if (versionPassed(ctx, leaver.version)) return refused(domainError("version_conflict"));
    if (leaver.state === "cancelled") return refused(domainError("transition_refused"));
    const steps = await hurry(tx, ctx, { caseId: leaver.id, itemId: null, kind: "act" });
    // The id is the case's own.
    const caseId = idOf<"case">(leaver.id);
    const asked = { kind: "leaver.dispatch_asked", caseId, data: { item: null, steps } } as const;
    return done({ caseId: leaver.id, steps }, [asked], { wakes: steps > 0 });
  },
});
