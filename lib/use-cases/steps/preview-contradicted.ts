import { z } from "zod";
import { groupContradictedItems } from "#db/queries/claims/find-contradicted-items.ts";
import { isPresent } from "#db/queries/identities/is-present.ts";
import { readOwnerChoices } from "#db/queries/views/read-owner-choices.ts";
import { domainError } from "#lib/core/errors.ts";
import { ok, refused } from "#lib/core/result.ts";
import type { AssignmentPreviewView } from "#lib/core/views/assignment.ts";
import { readClaimFilter } from "../_kit/claim-filter.ts";
import { defineQuery } from "../_kit/query.ts";
import { assignTo, decideOwners } from "./decide-owner.ts";
import { contradictedInput, pickContradicted } from "./pick-contradicted.ts";
import { PEOPLE_MAX } from "./preview-assignment.ts";
import { previewOf } from "./preview-of.ts";

const input = z.strictObject({ ...contradictedInput, to: assignTo.default({ kind: "suggested" }) });

/** What `step.assign_contradicted` would do: who gets how many items and why, and which stay as they are. Changes nothing. */
export const previewContradicted = defineQuery<z.output<typeof input>, AssignmentPreviewView>({
  name: "step.preview_contradicted",
  input,
  permission: "step:assign",
  run: async (tx, ctx, { claims, to }) => {
    const filter = readClaimFilter(claims);
    if (!filter.ok) return filter;
    if (to.kind === "person" && !(await isPresent(tx, to.ownerId)))
      return refused(domainError("owner_unknown", { path: "to.ownerId" }));
    const [groups, people] = await Promise.all([
      groupContradictedItems(tx, filter.value),
      readOwnerChoices(tx, PEOPLE_MAX),
    ]);
    const decisions = await decideOwners(
      tx,
      ctx.actor,
      to,
      groups.map((group) => group.systemId),
    );
    const decisionOf = (group: (typeof groups)[number]) => pickContradicted(decisions, to, group).decision;
    return ok(previewOf({ groups, people, decisionOf, nameOf: decisions.nameOf }));
  },
});
