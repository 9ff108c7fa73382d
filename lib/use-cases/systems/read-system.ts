import { z } from "zod";
import { readNow } from "#db/queries/clock/read-now.ts";
import { type DryRunItem, loadDryRunItems } from "#db/queries/systems/load-dry-run.ts";
import { listCoverage } from "#db/queries/views/list-coverage.ts";
import { listSystems } from "#db/queries/views/list-systems.ts";
import { readOwnerChoices } from "#db/queries/views/read-owner-choices.ts";
import { listSystemLeavers, readCheckFindings, type SystemLeaverRow } from "#db/queries/views/read-system-page.ts";
import { PASSING } from "#lib/core/access/passing.ts";
import { domainError } from "#lib/core/errors.ts";
import { LEFT_WORD, leftToPeople } from "#lib/core/leaver/left-to-people.ts";
import { SUGGESTION_WORD } from "#lib/core/ownership/suggest-owner.ts";
import { isPermitted } from "#lib/core/permissions.ts";
import { ok, refused } from "#lib/core/result.ts";
import type { InventoryRowView } from "#lib/core/views/inventory.ts";
import type { SuggestedOwnerView } from "#lib/core/views/owner.ts";
import type { SystemLeaverView, SystemView } from "#lib/core/views/system.ts";
import type { Actor } from "#lib/runtime/context.ts";
import { principalOf } from "../_kit/actor.ts";
import { defineQuery } from "../_kit/query.ts";
import { loadSuggestions, type Suggestions } from "../_kit/suggestions.ts";
import { eventTime, isoUtc } from "../_kit/times.ts";
import { inventoryRowView, NO_ACCESS } from "./inventory-view.ts";
import { loadToolReaches } from "./tool-reaches.ts";

const PEOPLE_MAX = 500;
const LEAVERS_MAX = 50;

const input = z.strictObject({ slug: z.string().min(1).max(100) });

/**
 * One system: how each layer is covered, what the last check found, who answers for it and whose credential it is looked at
 * with, what automation leaves to people, and who is leaving. As many statements for any number of leavers and systems.
 */
export const readSystem = defineQuery<z.output<typeof input>, SystemView>({
  name: "system.read",
  input,
  permission: "system:read",
  run: async (tx, ctx, { slug }) => {
    const [row] = await listSystems(tx, [...PASSING], slug, 1);
    if (row === undefined) return refused(domainError("not_found"));
    const [people, suggestions, now, [stored], reaches, items, checkFindings, leavers] = await Promise.all([
      readOwnerChoices(tx, PEOPLE_MAX),
      loadSuggestions(tx, [row.id]),
      readNow(tx),
      listCoverage(tx, row.id, NO_ACCESS),
      loadToolReaches(tx),
      loadDryRunItems(tx, row.id),
      readCheckFindings(tx, row.id),
      listSystemLeavers(tx, row.id, { passing: [...PASSING], outside: NO_ACCESS }, LEAVERS_MAX),
    ]);
    const system = inventoryRowView(row, stored, { connectors: ctx.connectors, reaches, now });
    return ok({
      system,
      checkFindings,
      suggestedOwner: system.owner === null || system.ownerGone ? suggested(row.id, suggestions) : null,
      people,
      leftToPeople: leftToPeople(asCovered(items, system)).map((one) => ({ ...one, because: LEFT_WORD[one.because] })),
      tools: reaches.map(({ tool }) => tool),
      leavers: leavers.map(leaverView),
      ...may(ctx.actor, system.connector !== null),
      asOfIso: isoUtc(now),
    });
  },
});

function may(actor: Actor, connected: boolean) {
  const principal = principalOf(actor);
  return {
    mayAssign: isPermitted(principal, "step:assign"),
    mayLink: isPermitted(principal, "confirm_link:create"),
    maySupply: isPermitted(principal, "observation:record"),
    mayRelease: isPermitted(principal, "listing:release"),
    maySwitch: isPermitted(principal, "system:switch_acting") && connected,
  };
}

/** Items by what the connector can do now: after a failed check it acts on nothing, whatever is stored. */
function asCovered(items: readonly DryRunItem[], { coverage }: InventoryRowView): readonly DryRunItem[] {
  const act = new Map(coverage.map((layer) => [layer.layer, layer.act]));
  return items.map((item) => ({ ...item, act: act.get(item.layer) ?? "none" }));
}

function leaverView(row: SystemLeaverRow): SystemLeaverView {
  const { number, personName, open, total } = row;
  return { leaverId: `LV-${number}`, personName, effectiveEnd: eventTime(row), open, total };
}

function suggested(systemId: string, { adviceFor, nameOf }: Suggestions): SuggestedOwnerView | null {
  const advice = adviceFor(systemId, null);
  if (advice.kind === "nobody") return null;
  return { owner: { id: advice.identity, name: nameOf(advice.identity) }, reason: SUGGESTION_WORD[advice.because] };
}
