import { z } from "zod";
import { isPresent } from "#db/queries/identities/is-present.ts";
import { groupMatching, type MatchingGroup } from "#db/queries/steps/find-matching.ts";
import { readOwnerChoices } from "#db/queries/views/read-owner-choices.ts";
import { domainError } from "#lib/core/errors.ts";
import { SKIP_WORD, SUGGESTION_WORD } from "#lib/core/ownership/suggest-owner.ts";
import { ok, refused } from "#lib/core/result.ts";
import type { AssignmentGroupView, AssignmentPreviewView } from "#lib/core/views/assignment.ts";
import type { OwnerView } from "#lib/core/views/owner.ts";
import { defineQuery } from "../_kit/query.ts";
import { assignTo, decideOwners, type OwnerDecision, type OwnerDecisions } from "./decide-owner.ts";
import { pickedInput, whichSteps } from "./which-steps.ts";

const PEOPLE_MAX = 500;

const input = z.strictObject({ ...pickedInput, to: assignTo.default({ kind: "suggested" }) });

/** What assigning would do: who gets how many and why, and which stay as they are. Three statements; changes nothing. */
export const previewAssignment = defineQuery<z.output<typeof input>, AssignmentPreviewView>({
  name: "step.preview_assignment",
  input,
  permission: "step:assign",
  run: async (tx, ctx, which) => {
    const { to } = which;
    if (to.kind === "person" && !(await isPresent(tx, to.ownerId)))
      return refused(domainError("owner_unknown", { path: "to.ownerId" }));
    const { open } = whichSteps(ctx.actor, which);
    const [groups, people] = await Promise.all([groupMatching(tx, open), readOwnerChoices(tx, PEOPLE_MAX)]);
    const decisions = await decideOwners(
      tx,
      ctx.actor,
      to,
      groups.map((group) => group.systemId),
    );
    const views = gather(groups, decisions, people);
    const count = (some: readonly AssignmentGroupView[]) => some.reduce((sum, group) => sum + group.steps, 0);
    const assigned = views.filter((group) => group.owner !== null);
    const skipped = views.filter((group) => group.owner === null);
    const most = (some: AssignmentGroupView[]) => some.sort((a, b) => b.steps - a.steps);
    return ok({
      matching: count(views),
      assigned: count(assigned),
      skipped: count(skipped),
      groups: [...most(assigned), ...most(skipped)],
      people,
    });
  },
});

function gather(
  groups: readonly MatchingGroup[],
  decisions: OwnerDecisions,
  people: readonly OwnerView[],
): AssignmentGroupView[] {
  const names = new Map(people.map((person) => [person.id, person.name]));
  const found = new Map<string, AssignmentGroupView>();
  for (const group of groups) {
    const decision = decisions.of(group);
    const owner =
      decision.kind === "skip"
        ? null
        : { id: decision.ownerId, name: names.get(decision.ownerId) ?? decisions.nameOf(decision.ownerId) };
    const without = group.ownerId === null;
    const key = [group.systemId, owner?.id ?? "", decision.because, without].join(" ");
    const { systemId, systemName } = group;
    const steps = group.steps + (found.get(key)?.steps ?? 0);
    found.set(key, { systemId, systemName, steps, owner, without, reason: wordOf(decision) });
  }
  return [...found.values()];
}

function wordOf(decision: OwnerDecision): string {
  if (decision.kind === "skip") return SKIP_WORD[decision.because];
  return decision.because === "assigned" ? "chosen by you" : SUGGESTION_WORD[decision.because];
}
