import { z } from "zod";
import { addHold } from "#db/queries/facts/add-hold.ts";
import { askToSettle } from "#db/queries/leavers/ask-to-settle.ts";
import { holdEndRefusals, isExceptable } from "#lib/core/access/exception-policy.ts";
import type { VerdictKey } from "#lib/core/access/verdict-key.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { okUnless, refused } from "#lib/core/result.ts";
import { leaverTag } from "#lib/core/tags.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { commitments } from "../_kit/commitments.ts";
import { deriveVerdicts } from "../_kit/derive-verdicts.ts";
import { notOnOwnCase, openItem } from "../_kit/open-item.ts";
import { endShape, readStatedTime } from "../_kit/stated-time.ts";
import { text } from "../_kit/text.ts";

const said = {
  authority: text(200).meta({ description: "Who orders it to be kept, e.g. Legal, matter 2026-14." }),
  ...endShape,
};

/** What is ordered, without the item it is ordered for. */
export const holdBody = z.strictObject(said);

const input = z.strictObject({ itemId: z.uuid(), leaverId: text(40).optional(), ...said });

export interface HoldOrdered {
  readonly caseId: string;
  readonly verdict: VerdictKey;
}

const NOT_OPEN = "The item is not open, so there is nothing to keep. Nothing was changed. Read it again.";

/** Orders an item to be kept on purpose, by a named authority, until a date. It reads Retained until then. */
export const orderHold = defineCommand<z.output<typeof input>, HoldOrdered>({
  name: "hold.order",
  input,
  permission: "hold:order",
  touches: (_input, { caseId }) => ["exceptions", "leavers", leaverTag(caseId)],
  run: async (tx, ctx, sent) => {
    const opened = await openItem(tx, sent);
    if (!opened.ok) return opened;
    const item = opened.value;
    const own = await notOnOwnCase(tx, ctx.actor, item);
    if (!own.ok) return own;
    if (item.key !== null && !isExceptable(item.key))
      return refused(domainError("transition_refused", { sentence: NOT_OPEN }));
    const until = readStatedTime(sent.until, sent.zone, "until");
    if (!until.ok) return until;
    const ahead = okUnless(undefined, holdEndRefusals(until.value, item.now));
    if (!ahead.ok) return ahead;
    const keep = commitments(ctx);
    const authority = keep.add(item.subjectId, "hold.authority", sent.authority);
    await Promise.all([
      addHold(tx, { id: ctx.newId(), itemId: item.id, authority, until: until.value }),
      keep.keep(tx),
    ]);
    const { derived, entries } = await deriveVerdicts(tx, [item.id], ctx.newId);
    await askToSettle(tx, [item.caseId]);
    const verdict = derived.find((one) => one.item.id === item.id)?.verdict.key ?? "cannot_check";
    const data = { item: idOf<"item">(item.id), until: until.value, authority };
    const ordered = { kind: "hold.ordered", caseId: idOf<"case">(item.caseId), data } as const;
    return done({ caseId: item.caseId, verdict }, [ordered, ...entries]);
  },
});
