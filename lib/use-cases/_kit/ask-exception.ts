import { addRequest } from "#db/queries/exceptions/add-request.ts";
import type { LockedItem } from "#db/queries/items/lock-item.ts";
import type { Tx } from "#db/tx.ts";
import { exceptionEndRefusals, isExceptable } from "#lib/core/access/exception-policy.ts";
import { domainError } from "#lib/core/errors.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import type { Instant } from "#lib/core/instant.ts";
import { type Decision, ok, okUnless, refused } from "#lib/core/result.ts";
import { accountableText } from "./actor.ts";
import type { RunCtx } from "./command.ts";
import type { Commitments } from "./commitments.ts";

export interface Asked {
  readonly requestId: string;
  readonly entry: Entry;
}

export interface Wanted {
  readonly until: Instant;
  readonly reason: string;
  /** Takes the words of the reason; the caller keeps them. */
  readonly keep: Commitments;
}

const NOT_OPEN = "The item is not open, so it needs no exception. Nothing was changed. Read it again.";
const ASKED =
  "An exception is asked for already and waits for a decision. That request is kept. Have it decided first.";

/** Asks for an exception of one item. Nothing changes until another person approves it. */
export async function askException(
  tx: Tx,
  ctx: RunCtx,
  item: LockedItem,
  { until, reason, keep }: Wanted,
): Promise<Decision<Asked>> {
  if (item.key !== null && !isExceptable(item.key))
    return refused(domainError("transition_refused", { sentence: NOT_OPEN }));
  const may = okUnless(undefined, exceptionEndRefusals(until, item.tier, item.now));
  if (!may.ok) return may;
  const id = ctx.newId();
  const { id: itemId, caseId, systemId } = item;
  const digest = keep.add(item.subjectId, "exception.reason", reason);
  const request = { id, itemId, caseId, systemId, by: accountableText(ctx.actor), until, reason: digest };
  if (!(await addRequest(tx, request))) return refused(domainError("transition_refused", { sentence: ASKED }));
  const data = { item: idOf<"item">(itemId), until, reason: digest };
  return ok({ requestId: id, entry: { kind: "exception.requested", caseId: idOf<"case">(caseId), data } });
}
