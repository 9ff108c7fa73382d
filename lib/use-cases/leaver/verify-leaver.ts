import { z } from "zod";
import { lockCase } from "#db/queries/leavers/lock-case.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { refused } from "#lib/core/result.ts";
import { leaverTag } from "#lib/core/tags.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { isOwnCase } from "../_kit/own-case.ts";
import { hurry } from "./hurry.ts";
import { type Hurried, leaverRef } from "./leaver-ref.ts";

const input = z.strictObject({ leaverId: leaverRef });

export interface LeaverHurried extends Hurried {
  readonly caseId: string;
}

/** Looks again at everything of a leaver that a connector can look at, now. */
export const verifyLeaver = defineCommand<z.output<typeof input>, LeaverHurried>({
  name: "leaver.verify",
  input,
  permission: "leaver:verify",
  touches: (_input, { caseId }) => [leaverTag(caseId)],
  run: async (tx, ctx, { leaverId }) => {
    const leaver = await lockCase(tx, leaverId);
    if (leaver === undefined) return refused(domainError("not_found"));
    if (isOwnCase(ctx.actor, leaver.identityId)) return refused(domainError("own_case"));
    if (leaver.state === "cancelled") return refused(domainError("transition_refused"));
    const steps = await hurry(tx, ctx, { caseId: leaver.id, itemId: null, kind: "observe" });
    // The id is the case's own.
    const caseId = idOf<"case">(leaver.id);
    const asked = { kind: "leaver.verification_asked", caseId, data: { item: null, steps } } as const;
    return done({ caseId: leaver.id, steps }, [asked], { wakes: steps > 0 });
  },
});
