import { z } from "zod";
import { type LockedCase, lockCase } from "#db/queries/leavers/lock-case.ts";
import { moveCases } from "#db/queries/leavers/move-cases.ts";
import type { Tx } from "#db/tx.ts";
import { domainError } from "#lib/core/errors.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import type { CaseState } from "#lib/core/leaver/case-state.ts";
import { transition } from "#lib/core/leaver/transitions.ts";
import { refused } from "#lib/core/result.ts";
import { leaverTag } from "#lib/core/tags.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineCommand, done, type RunCtx } from "../_kit/command.ts";
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
    const next = transition(leaver.state, "dispatched_now");
    if (!next.ok) return next;
    const moved = await move(tx, ctx, leaver, next.value);
    const steps = await hurry(tx, ctx, { caseId: leaver.id, itemId: null, kind: "act" });
    const caseId = idOf<"case">(leaver.id);
    const asked = { kind: "leaver.dispatch_asked", caseId, data: { item: null, steps } } as const;
    return done({ caseId: leaver.id, steps }, [asked, ...moved], { wakes: steps > 0 });
  },
});

/** A leaver whose end still lies ahead is open from now on. */
async function move(tx: Tx, ctx: RunCtx, leaver: LockedCase, state: CaseState): Promise<readonly Entry[]> {
  if (state === leaver.state) return [];
  const { id, state: from } = leaver;
  const event = "dispatched_now";
  const one = { id, from, state, event, outcome: null, closedAt: null, transitionId: ctx.newId() } as const;
  await moveCases(tx, [one], accountableText(ctx.actor));
  return [{ kind: "leaver.state_changed", caseId: idOf<"case">(id), data: { from, event, to: state } }];
}
