import { readPage } from "#db/queries/confirm/read-page.ts";
import { countAnswers, saveAnswer } from "#db/queries/confirm/save-answer.ts";
import type { LockedItem } from "#db/queries/items/lock-item.ts";
import { askToSettle } from "#db/queries/leavers/ask-to-settle.ts";
import type { Tx } from "#db/tx.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import { leaverTag } from "#lib/core/tags.ts";
import type { ConfirmAnswer } from "#lib/core/views/confirm.ts";
import { defineCommand, done, type RunCtx } from "../_kit/command.ts";
import { type Commitments, commitments } from "../_kit/commitments.ts";
import { deriveVerdicts } from "../_kit/derive-verdicts.ts";
import { mayTakeUp, notOnOwnCase, openItem } from "../_kit/open-item.ts";
import { type AnswerInput, answerInput } from "./answer-input.ts";
import { type Answered, type Applied, except, notMine, removed, stillThere } from "./apply-answer.ts";
import { type LinkActor, mayChange, openItems } from "./open-items.ts";

export interface ConfirmAnswered {
  readonly caseId: string;
  readonly answer: ConfirmAnswer;
  readonly answerId: string;
}

const LATE = "The answer is older than a day and stands. Nothing was changed. Tell an administrator what is different.";

/**
 * Records what the owner of a system answers by a confirm link about one leaver. It closes nothing: a removal is a claim,
 * an exception a request. What was shown on the page is what is answered; a page that is older than the last answer acts
 * no more.
 */
export const answerConfirm = defineCommand<AnswerInput, ConfirmAnswered>({
  name: "confirm.answer",
  input: answerInput,
  permission: "confirm:answer",
  touches: (_input, { caseId, answer }) => [
    "leavers",
    leaverTag(caseId),
    ...(answer === "exception" ? (["exceptions"] as const) : []),
  ],
  run: async (tx, ctx, sent) => {
    if (ctx.actor.kind !== "confirmLink") return refused(domainError("not_permitted"));
    const link = ctx.actor;
    const items = await itemsOf(tx, ctx, link, sent);
    if (!items.ok) return items;
    const keep = commitments(ctx);
    const applied = await apply(tx, ctx, link, { sent, items: items.value, keep });
    if (!applied.ok) return applied;
    await keep.keep(tx);
    const { entries, statedAt, namedIdentityId, said, wakes } = applied.value;
    const { caseId, place, answer } = sent;
    const row = { linkId: link.linkId, caseId, systemId: link.systemId, place, answer, items: items.value.length };
    const id = ctx.newId();
    if (!(await saveAnswer(tx, { id, ...row, statedAt, namedIdentityId, said })))
      return refused(domainError("version_conflict"));
    const ids = items.value.map(({ item }) => item.id);
    const { entries: verdicts } = await deriveVerdicts(tx, ids, ctx.newId);
    await askToSettle(tx, [caseId]);
    const about = {
      link: link.linkId,
      answer,
      id,
      items: ids.map(idOf<"item">),
      statedAt,
      named: namedIdentityId,
      said,
    };
    const answered = { kind: "confirm.answered", caseId: idOf<"case">(caseId), data: about } as const;
    return done({ caseId, answer, answerId: id }, [answered, ...entries, ...verdicts], { wakes });
  },
});

/** The items that were shown, under the case's lock, when all of them may be answered by this link now. */
async function itemsOf(tx: Tx, ctx: RunCtx, link: LinkActor, sent: AnswerInput): Promise<Decision<Answered[]>> {
  const locked: LockedItem[] = [];
  for (const itemId of new Set(sent.itemIds)) {
    const item = await openItem(tx, { itemId, leaverId: sent.caseId });
    if (!item.ok) return item;
    const acts = sent.answer === "removed" || sent.answer === "still_there";
    const may = acts
      ? await mayTakeUp(tx, ctx.actor, "execute", item.value)
      : await notOnOwnCase(tx, ctx.actor, item.value);
    if (!may.ok) return may;
    locked.push(item.value);
  }
  // Read under the lock: what somebody else settled meanwhile is not answered any more.
  const open = new Map((await openItems(tx, link)).map((row) => [row.id, row]));
  const read = locked.flatMap((item) => {
    const row = open.get(item.id);
    return row === undefined ? [] : [{ item, open: row }];
  });
  if (read.length < locked.length) return refused(domainError("not_found", { path: "itemIds" }));
  const { count, lastAt } = await countAnswers(tx, link.linkId, sent.caseId);
  if (count !== sent.place) return refused(domainError("version_conflict"));
  const [first] = read;
  if (first !== undefined && !mayChange(lastAt, first.item.now))
    return refused(domainError("transition_refused", { sentence: LATE }));
  return ok(read);
}

interface Answering {
  readonly sent: AnswerInput;
  readonly items: readonly Answered[];
  readonly keep: Commitments;
}

async function apply(
  tx: Tx,
  ctx: RunCtx,
  link: LinkActor,
  { sent, items, keep }: Answering,
): Promise<Decision<Applied>> {
  switch (sent.answer) {
    case "removed":
      return removed(tx, ctx, items, sent);
    case "still_there":
      return stillThere(tx, ctx, items);
    case "not_mine": {
      const page = await readPage(tx, link.linkId);
      return notMine(tx, ctx, items, sent, { suggestedId: page?.otherId ?? null, keep });
    }
    case "exception":
      return except(tx, ctx, items, sent, keep);
  }
}
