import type { ItemRow, StepRow, SystemRow } from "#db/queries/views/read-rows.ts";
import type { Instant } from "#lib/core/instant.ts";
import type { StepState, StepView } from "#lib/core/views/leaver.ts";
import { stepTitle } from "#lib/core/views/step-words.ts";
import { isoUtc } from "../../_kit/times.ts";
import { namedOr, suggestedOwner } from "./owners.ts";
import { labelOf } from "./rows.ts";

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
      step.dueAt === null ? null : { atIso: isoUtc(step.dueAt), zone, state: now <= step.dueAt ? "due" : "missed" },
  };
}

function titleOf(step: StepRow, item: ItemRow | undefined): string {
  if (item === undefined) return stepTitle({ kind: step.kind, layer: null, label: null, named: "" });
  return stepTitle({ kind: step.kind, layer: item.layer, label: item.label, named: labelOf(item) });
}

function stateOf(step: StepRow, now: Instant): StepState {
  if (step.state === "waiting") return "waiting";
  if (step.kind === "observe") return "observing";
  if (step.state === "leased") return "acting";
  return step.notBefore > now ? "held" : "acting";
}
