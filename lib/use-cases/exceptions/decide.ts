import { decideRequest, type LockedRequest, lockRequest } from "#db/queries/exceptions/decide-request.ts";
import type { LockedItem } from "#db/queries/items/lock-item.ts";
import type { Tx } from "#db/tx.ts";
import { domainError } from "#lib/core/errors.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import { accountableText } from "../_kit/actor.ts";
import type { RunCtx } from "../_kit/command.ts";
import { mayTakeUp, openItem } from "../_kit/open-item.ts";
import { versionPassed } from "../_kit/version.ts";

const DECIDED = "It was decided already. That decision is kept. Read the list again.";

/** A decision that was taken: its request, its item, and the ledger's entry. */
export interface Decided {
  readonly request: LockedRequest;
  readonly item: LockedItem;
  readonly entry: Entry;
}

/** Decides a request as somebody who neither asked for it nor acted on nor verified its item, nor is the leaver. */
export async function decide(
  tx: Tx,
  ctx: RunCtx,
  requestId: string,
  state: "approved" | "refused",
): Promise<Decision<Decided>> {
  const request = await lockRequest(tx, requestId);
  if (request === undefined) return refused(domainError("not_found"));
  if (versionPassed(ctx, request.version)) return refused(domainError("version_conflict"));
  if (request.state !== "requested") return refused(domainError("transition_refused", { sentence: DECIDED }));
  const item = await openItem(tx, { itemId: request.itemId });
  if (!item.ok) return item;
  const duty = await mayTakeUp(tx, ctx.actor, "approve_exception", item.value);
  if (!duty.ok) return duty;
  await decideRequest(tx, request.id, state, accountableText(ctx.actor));
  const data = { item: idOf<"item">(request.itemId), approved: state === "approved", until: request.until };
  const entry = { kind: "exception.decided", caseId: idOf<"case">(item.value.caseId), data } as const;
  return ok({ request, item: item.value, entry });
}
