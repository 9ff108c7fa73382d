import { z } from "zod";
import { leaverTag } from "#lib/core/tags.ts";
import { askException } from "../_kit/ask-exception.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { commitments } from "../_kit/commitments.ts";
import { notOnOwnCase, openItem } from "../_kit/open-item.ts";
import { endShape, readStatedTime } from "../_kit/stated-time.ts";
import { text } from "../_kit/text.ts";

const said = {
  reason: text(2000).meta({ description: "Why it has to stay open." }),
  ...endShape,
};

/** What is asked, without the item it is asked for. */
export const exceptionBody = z.strictObject(said);

const input = z.strictObject({ itemId: z.uuid(), leaverId: text(40).optional(), ...said });

export interface ExceptionRequested {
  readonly caseId: string;
  readonly requestId: string;
}

/** Asks for an exception: a reason and an end within policy. Another person decides; nobody asks on their own case. */
export const requestException = defineCommand<z.output<typeof input>, ExceptionRequested>({
  name: "exception.request",
  input,
  permission: "exception:request",
  touches: (_input, { caseId }) => ["exceptions", leaverTag(caseId)],
  run: async (tx, ctx, sent) => {
    const item = await openItem(tx, sent);
    if (!item.ok) return item;
    const own = await notOnOwnCase(tx, ctx.actor, item.value);
    if (!own.ok) return own;
    const until = readStatedTime(sent.until, sent.zone, "until");
    if (!until.ok) return until;
    const keep = commitments(ctx);
    const asked = await askException(tx, ctx, item.value, { until: until.value, reason: sent.reason, keep });
    if (!asked.ok) return asked;
    await keep.keep(tx);
    return done({ caseId: item.value.caseId, requestId: asked.value.requestId }, [asked.value.entry]);
  },
});
