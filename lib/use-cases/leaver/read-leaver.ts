import { z } from "zod";
import { listItems } from "#db/queries/leavers/list-items.ts";
import { credentialSystems } from "#db/queries/systems/credential-systems.ts";
import { heldListings } from "#db/queries/systems/listing-state.ts";
import { loadFacts } from "#db/queries/verdicts/load-facts.ts";
import { readActivity } from "#db/queries/views/read-activity.ts";
import { type CaseRow, readCase } from "#db/queries/views/read-case.ts";
import { readFoundLate } from "#db/queries/views/read-found-late.ts";
import { readOwnerChoices } from "#db/queries/views/read-owner-choices.ts";
import { readItems, readSteps, readSystems, type SystemRow } from "#db/queries/views/read-rows.ts";
import type { Tx } from "#db/tx.ts";
import { domainError } from "#lib/core/errors.ts";
import { deadlineWords } from "#lib/core/leaver/deadlines.ts";
import type { Action } from "#lib/core/permissions.ts";
import { isPermitted } from "#lib/core/permissions.ts";
import { ok, refused } from "#lib/core/result.ts";
import type { LeaverView } from "#lib/core/views/leaver.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { principalOf } from "../_kit/actor.ts";
import { grouped } from "../_kit/grouped.ts";
import { defineQuery } from "../_kit/query.ts";
import { eventTime, isoUtc } from "../_kit/times.ts";
import { leaverRef } from "./leaver-ref.ts";
import { activityView } from "./view/activity.ts";
import { blockerViews } from "./view/blockers.ts";
import { headlineView, troubles } from "./view/headline.ts";
import { holdSentences, isInventoryComplete } from "./view/holds.ts";
import { milestoneViews } from "./view/milestones.ts";
import { ledgerRow, rankOf } from "./view/rows.ts";
import { statusOf } from "./view/status.ts";
import { stepView } from "./view/steps.ts";

const ACTIVITY_MAX = 50;
const OWNERS_MAX = 500;

/** One leaver with the exposure ledger. Thirteen statements, whatever the number of items. */
export const readLeaver = defineQuery({
  name: "leaver.read",
  input: z.strictObject({ leaver: leaverRef }),
  permission: "leaver:read",
  run: async (tx, ctx, { leaver }) => {
    const one = await readCase(tx, leaver);
    if (one === undefined) return refused(domainError("not_found"));
    return ok(await leaverView(tx, ctx, one));
  },
});

/** The view of a case that was found. */
export async function leaverView(tx: Tx, ctx: Ctx, one: CaseRow): Promise<LeaverView> {
  const [items, systems, steps, activity, ownerChoices, facts, held, onCredential, foundLate] = await Promise.all([
    readItems(tx, one.id),
    readSystems(tx, one.id),
    readSteps(tx, one.id),
    readActivity(tx, one.id, ACTIVITY_MAX),
    readOwnerChoices(tx, OWNERS_MAX),
    listItems(tx, [one.id]).then((ids) => loadFacts(tx, ids)),
    heldListings(tx, [one.id]),
    credentialSystems(tx, [one.id]),
    readFoundLate(tx, one.id),
  ]);
  const holdRows = { items, systems, steps, listingsHeld: held.map((row) => row.systemId), onCredential };
  const rowFacts = {
    effectiveAt: one.effectiveAt,
    zone: one.zone,
    now: one.now,
    looks: grouped(facts.observations, (look) => look.itemId),
    claims: grouped(facts.claims, (claim) => claim.itemId),
  };
  const bySystem = grouped(items, (item) => item.systemId);
  const byId = new Map(items.map((item) => [item.id, item]));
  const systemById = new Map(systems.map((system) => [system.id, system]));
  const rows = worstFirst(systems, bySystem).map((system) =>
    ledgerRow(system, bySystem.get(system.id) ?? [], rowFacts, systems),
  );
  const may = (action: Action) => isPermitted(principalOf(ctx.actor), action);
  return {
    header: headerOf(one, statusOf(one.state, one.outcome, items), systems),
    headline: headlineView(items, steps),
    milestones: milestoneViews(one, items, isInventoryComplete(one, holdRows)),
    troubles: troubles(items, steps),
    rows,
    sortedBy: "worst verdict, then tier",
    blockers: blockerViews(items, systems),
    holds: holdSentences(one, holdRows),
    foundLate,
    steps: steps.map((step) =>
      stepView(step, byId.get(step.itemId ?? ""), systemById.get(step.systemId), systems, one.zone, one.now),
    ),
    activity: activity.map(activityView),
    ownerChoices,
    actions: {
      dispatch: may("leaver:dispatch"),
      verify: may("leaver:verify"),
      assign: may("step:assign"),
      export: may("leaver:export"),
    },
    asOfIso: isoUtc(one.now),
  };
}

function headerOf(
  one: CaseRow,
  status: LeaverView["header"]["status"],
  systems: readonly SystemRow[],
): LeaverView["header"] {
  const looks = systems.map((system) => system.lastLookAt);
  const oldest =
    looks.length === 0 || looks.includes(null)
      ? null
      : looks.reduce((a, b) => (a !== null && b !== null && b < a ? b : a));
  return {
    id: `LV-${one.number}`,
    caseId: one.id,
    version: one.version,
    personName: one.personName,
    status,
    effectiveEnd: eventTime(one),
    notifiedAtIso: isoUtc(one.notifiedAt ?? one.openedAt),
    source: one.source,
    sourceEventId: one.sourceEventId,
    policyText: deadlineWords(),
    lastFullCheckIso: isoUtc(oldest),
  };
}

function worstFirst(
  systems: readonly SystemRow[],
  bySystem: ReadonlyMap<string, readonly { readonly key: Parameters<typeof rankOf>[0] }[]>,
): SystemRow[] {
  const worst = (system: SystemRow) =>
    Math.min(...(bySystem.get(system.id) ?? []).map((item) => rankOf(item.key)), rankOf("not_applicable"));
  return [...systems].sort((a, b) => worst(a) - worst(b) || a.tier - b.tier || a.name.localeCompare(b.name));
}
