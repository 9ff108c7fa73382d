import { findDutyHolders } from "#db/queries/items/find-duty-holders.ts";
import { type LockedItem, lockItem } from "#db/queries/items/lock-item.ts";
import type { Tx } from "#db/tx.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { isLive } from "#lib/core/leaver/case-state.ts";
import type { Accountable } from "#lib/core/ownership/accountable.ts";
import { type Duty, type DutyHolders, separationRefusals } from "#lib/core/ownership/separation.ts";
import { type Decision, ok, okUnless, refused } from "#lib/core/result.ts";
import type { Actor } from "#lib/runtime/context.ts";
import { accountableOf } from "./actor.ts";
import { isOwnCase } from "./own-case.ts";

export interface ItemNamed {
  readonly itemId: string;
  /** Whose item it has to be, where the caller names one. */
  readonly leaverId?: string | undefined;
}

/** Locks an item's case for a person's command. Refused when it is not there or its case has ended. */
export async function openItem(tx: Tx, { itemId, leaverId }: ItemNamed): Promise<Decision<LockedItem>> {
  const item = await lockItem(tx, itemId, leaverId ?? null);
  if (item === undefined) return refused(domainError("not_found"));
  if (item.caseState === "cancelled") return refused(domainError("epoch_passed"));
  return isLive(item.caseState) ? ok(item) : refused(domainError("transition_refused"));
}

/** Whether `actor` may take `duty` up on the item: nobody on their own case, nobody holds two duties. */
export async function mayTakeUp(
  tx: Tx,
  actor: Actor,
  duty: Duty,
  item: Pick<LockedItem, "id" | "subjectId">,
): Promise<Decision<DutyHolders>> {
  const holders = await holdersOf(tx, item);
  return okUnless(holders, separationRefusals(duty, accountableOf(actor), holders));
}

/** Whether the human behind `actor` is somebody else than the leaver, under whatever name. */
export async function notOnOwnCase(
  tx: Tx,
  actor: Actor,
  item: Pick<LockedItem, "id" | "subjectId">,
): Promise<Decision<null>> {
  const { subject, subjectAliases } = await holdersOf(tx, item);
  const own = [subject, ...subjectAliases].some((one) => isOwnCase(actor, one));
  return own ? refused(domainError("own_case")) : ok(null);
}

/** Who holds which duty on an item so far. */
export async function holdersOf(tx: Tx, { id, subjectId }: Pick<LockedItem, "id" | "subjectId">): Promise<DutyHolders> {
  const texts = await findDutyHolders(tx, id);
  return {
    subject: idOf<"identity">(subjectId),
    subjectAliases: texts.subjectAliases.map(idOf<"identity">),
    executors: texts.executors.map(asHuman),
    verifiers: texts.verifiers.map(asHuman),
    approvers: texts.approvers.map(asHuman),
    requesters: texts.requesters.map(asHuman),
  };
}

// Connectors' claims are left out by the query: what is left was said by people.
function asHuman(text: string): Accountable {
  return { kind: "human", identity: idOf<"identity">(text) };
}
