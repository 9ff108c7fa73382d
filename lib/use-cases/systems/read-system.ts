import { z } from "zod";
import { readNow } from "#db/queries/clock/read-now.ts";
import { listSystems } from "#db/queries/views/list-systems.ts";
import { readOwnerChoices } from "#db/queries/views/read-owner-choices.ts";
import { PASSING } from "#lib/core/access/passing.ts";
import { domainError } from "#lib/core/errors.ts";
import { SUGGESTION_WORD } from "#lib/core/ownership/suggest-owner.ts";
import { isPermitted } from "#lib/core/permissions.ts";
import { ok, refused } from "#lib/core/result.ts";
import type { SuggestedOwnerView } from "#lib/core/views/owner.ts";
import type { SystemView } from "#lib/core/views/system-list.ts";
import { principalOf } from "../_kit/actor.ts";
import { defineQuery } from "../_kit/query.ts";
import { loadSuggestions, type Suggestions } from "../_kit/suggestions.ts";
import { isoUtc } from "../_kit/times.ts";
import { systemRowView } from "./system-view.ts";

const PEOPLE_MAX = 500;

const input = z.strictObject({ slug: z.string().min(1).max(100) });

/** One system: owner and deputy, with whom to ask where there is none, and whether Closeout acts on it. */
export const readSystem = defineQuery<z.output<typeof input>, SystemView>({
  name: "system.read",
  input,
  permission: "system:read",
  run: async (tx, ctx, { slug }) => {
    const [row] = await listSystems(tx, [...PASSING], slug, 1);
    if (row === undefined) return refused(domainError("not_found"));
    const [people, suggestions, now] = await Promise.all([
      readOwnerChoices(tx, PEOPLE_MAX),
      loadSuggestions(tx, [row.id]),
      readNow(tx),
    ]);
    const system = systemRowView(row);
    const principal = principalOf(ctx.actor);
    return ok({
      system,
      suggestedOwner: system.owner === null || system.ownerGone ? suggested(row.id, suggestions) : null,
      people,
      mayAssign: isPermitted(principal, "step:assign"),
      mayLink: isPermitted(principal, "confirm_link:create"),
      maySupply: isPermitted(principal, "observation:record"),
      mayRelease: isPermitted(principal, "listing:release"),
      maySwitch: isPermitted(principal, "system:switch_acting") && system.connector !== null,
      asOfIso: isoUtc(now),
    });
  },
});

function suggested(systemId: string, { adviceFor, nameOf }: Suggestions): SuggestedOwnerView | null {
  const advice = adviceFor(systemId, null);
  if (advice.kind === "nobody") return null;
  return { owner: { id: advice.identity, name: nameOf(advice.identity) }, reason: SUGGESTION_WORD[advice.because] };
}
