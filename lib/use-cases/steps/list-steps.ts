import { z } from "zod";
import { countViews } from "#db/queries/steps/count-open.ts";
import { countMatchingUpTo } from "#db/queries/steps/find-matching.ts";
import { listSteps as list, type StepListRow } from "#db/queries/views/list-steps.ts";
import { domainError } from "#lib/core/errors.ts";
import type { Instant } from "#lib/core/instant.ts";
import { isPermitted } from "#lib/core/permissions.ts";
import { ok, refused } from "#lib/core/result.ts";
import { COUNTED_MAX, countedUpTo } from "#lib/core/views/counted.ts";
import { STEP_TABS } from "#lib/core/views/step-filter.ts";
import type { StepListView } from "#lib/core/views/step-list.ts";
import { principalOf } from "../_kit/actor.ts";
import { defineQuery } from "../_kit/query.ts";
import { loadSuggestions } from "../_kit/suggestions.ts";
import { isoUtc } from "../_kit/times.ts";
import { stepRowView } from "./step-row-view.ts";
import { cursorText, identityOf, readStepCursor, whichInput, whichSteps } from "./which-steps.ts";

const ROWS_DEFAULT = 50;

const input = z.strictObject({
  ...whichInput,
  cursor: z.string().max(200).optional().meta({ description: "nextCursor of the page before." }),
  limit: z.coerce.number().int().min(1).max(200).default(ROWS_DEFAULT),
});

/**
 * One page of the open steps, by deadline, with the counts of every view up to 1,000. Three statements whatever the number of steps,
 * and one more where something was typed or somebody must be proposed.
 */
export const listSteps = defineQuery<z.output<typeof input>, StepListView>({
  name: "step.list",
  input,
  permission: "step:read",
  run: async (tx, ctx, { tab, q, cursor, limit }) => {
    const after = cursor === undefined ? null : readStepCursor(cursor);
    if (after === undefined) return refused(domainError("input_invalid", { path: "cursor" }));
    const { open, typed } = whichSteps(ctx.actor, { tab, q });
    const { counts, now } = await countViews(tx, {
      passing: open.passing,
      me: identityOf(ctx.actor),
      rowsMax: COUNTED_MAX + 1,
    });
    const rows = await list(tx, open, after, limit + 1);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    const principal = principalOf(ctx.actor);
    return ok({
      tabs: STEP_TABS.map((key) => ({ key, ...countedUpTo(counts[key]) })),
      tab,
      tokens: typed.tokens,
      unknown: typed.unknown,
      rows: await viewsOf(tx, page, now),
      matching: countedUpTo(
        typed.tokens.length === 0 ? counts[tab] : await countMatchingUpTo(tx, open, COUNTED_MAX + 1),
      ),
      total: countedUpTo(counts.all_open),
      sortedBy: "deadline, worst first",
      asOfIso: isoUtc(now),
      nextCursor: last === undefined ? null : cursorText(last),
      mayAssign: isPermitted(principal, "step:assign"),
      mayVerify: isPermitted(principal, "leaver:verify"),
    });
  },
});

async function viewsOf(tx: Parameters<typeof list>[0], page: readonly StepListRow[], now: Instant) {
  const unowned = page.filter((row) => row.ownerId === null).map((row) => row.systemId);
  const suggestions = unowned.length === 0 ? null : await loadSuggestions(tx, unowned);
  return page.map((row) => stepRowView(row, suggestions, now));
}
