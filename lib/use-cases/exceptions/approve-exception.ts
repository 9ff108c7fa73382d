import { z } from "zod";
import { addException } from "#db/queries/exceptions/decide-request.ts";
import { askToSettle } from "#db/queries/leavers/ask-to-settle.ts";
import { exceptionEndRefusals } from "#lib/core/access/exception-policy.ts";
import { okUnless } from "#lib/core/result.ts";
import { leaverTag } from "#lib/core/tags.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { deriveVerdicts } from "../_kit/derive-verdicts.ts";
import { decide } from "./decide.ts";

const input = z.strictObject({ requestId: z.uuid() });

export interface ExceptionDecided {
  readonly caseId: string;
  /** Microseconds. */
  readonly until: number;
}

/** Approves an exception: the item reads Excepted until its end and then by itself what it read before. */
export const approveException = defineCommand<z.output<typeof input>, ExceptionDecided>({
  name: "exception.approve",
  input,
  permission: "exception:approve",
  touches: (_input, { caseId }) => ["exceptions", "leavers", leaverTag(caseId)],
  run: async (tx, ctx, { requestId }) => {
    const decided = await decide(tx, ctx, requestId, "approved");
    if (!decided.ok) return decided;
    const { request, item, entry } = decided.value;
    const ahead = okUnless(undefined, exceptionEndRefusals(request.until, item.tier, item.now));
    if (!ahead.ok) return ahead;
    await addException(tx, ctx.newId(), request, accountableText(ctx.actor));
    const { entries } = await deriveVerdicts(tx, [item.id], ctx.newId);
    await askToSettle(tx, [item.caseId]);
    return done({ caseId: item.caseId, until: request.until }, [entry, ...entries]);
  },
});
