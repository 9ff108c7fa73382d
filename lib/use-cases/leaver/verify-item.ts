import { z } from "zod";
import { findItemCase } from "#db/queries/items/find-item-case.ts";
import { lockCase } from "#db/queries/leavers/lock-case.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { refused } from "#lib/core/result.ts";
import { leaverTag } from "#lib/core/tags.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { isOwnCase } from "../_kit/own-case.ts";
import { hurry } from "./hurry.ts";
import { leaverRef } from "./leaver-ref.ts";
import type { LeaverHurried } from "./verify-leaver.ts";

const input = z.strictObject({
  itemId: z.uuid(),
  leaverId: leaverRef.optional().meta({ description: "Whose item it has to be, where the caller names one." }),
});

/** Looks again at one item, now. */
export const verifyItem = defineCommand<z.output<typeof input>, LeaverHurried>({
  name: "item.verify",
  input,
  permission: "leaver:verify",
  touches: (_input, { caseId }) => [leaverTag(caseId)],
  run: async (tx, ctx, { itemId, leaverId }) => {
    const found = await findItemCase(tx, itemId);
    const leaver = found === undefined ? undefined : await lockCase(tx, leaverId ?? found);
    if (leaver === undefined || leaver.id !== found) return refused(domainError("not_found"));
    if (isOwnCase(ctx.actor, leaver.identityId)) return refused(domainError("own_case"));
    if (leaver.state === "cancelled") return refused(domainError("transition_refused"));
    const steps = await hurry(tx, ctx, { caseId: leaver.id, itemId, kind: "observe" });
    if (steps === 0) return refused(domainError("system_not_connected"));
    // Ids read from the rows of the case and its item.
    const [caseId, item] = [idOf<"case">(leaver.id), idOf<"item">(itemId)];
    const asked = { kind: "leaver.verification_asked", caseId, data: { item, steps } } as const;
    return done({ caseId: leaver.id, steps }, [asked], { wakes: true });
  },
});
