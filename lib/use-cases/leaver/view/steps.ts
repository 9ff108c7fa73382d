import type { ItemRow, StepRow, SystemRow } from "#db/queries/views/read-rows.ts";
import type { Layer } from "#lib/core/access/layer.ts";
import type { Instant } from "#lib/core/instant.ts";
import type { StepState, StepView } from "#lib/core/views/leaver.ts";
import { isoOf } from "../../_kit/times.ts";
import { namedOr, suggestedOwner } from "./owners.ts";
import { labelOf } from "./rows.ts";

const ACT_WORD: Readonly<Record<Layer, string>> = {
  account: "Disable account",
  session: "End sessions",
  credential: "Revoke credentials",
  group: "Remove group membership",
  entitlement: "Remove entitlement",
  delegation: "Withdraw delegated access",
  machine_identity: "Transfer non-human identity",
  custody: "Hand over custody",
};

/** One open step in words: what is to be done, where, by whom, until when. */
export function stepView(
  step: StepRow,
  item: ItemRow | undefined,
  system: SystemRow | undefined,
  others: readonly SystemRow[],
  zone: string,
  now: Instant,
): StepView {
  return {
    id: step.id,
    version: step.version,
    itemId: step.itemId ?? "",
    systemId: step.systemId,
    title: `${titleOf(step, item)} · ${system?.name ?? "System"}`,
    state: stateOf(step, now),
    owner: step.ownerId === null ? null : { id: step.ownerId, name: step.ownerName ?? "Erased person" },
    suggestedOwner:
      step.ownerId !== null || system === undefined
        ? null
        : namedOr(step, suggestedOwner({ ...system, ownerId: null }, others)),
    deadline:
      step.dueAt === null ? null : { atIso: isoOf(step.dueAt), zone, state: now <= step.dueAt ? "due" : "missed" },
  };
}

function titleOf(step: StepRow, item: ItemRow | undefined): string {
  if (step.kind === "inventory") return "Take inventory";
  if (step.kind === "restore") return "Check what a call in flight took away";
  if (item === undefined) return "Look at the system";
  if (step.kind === "observe") return `Look again: ${labelOf(item)}`;
  return item.label === null || item.layer === "account"
    ? ACT_WORD[item.layer]
    : `${ACT_WORD[item.layer]} “${item.label}”`;
}

function stateOf(step: StepRow, now: Instant): StepState {
  if (step.state === "waiting") return "waiting";
  if (step.kind === "observe") return "observing";
  if (step.state === "leased") return "acting";
  return step.notBefore > now ? "held" : "acting";
}
