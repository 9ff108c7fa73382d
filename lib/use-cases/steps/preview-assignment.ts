import { z } from "zod";
import { isPresent } from "#db/queries/identities/is-present.ts";
import { groupMatching } from "#db/queries/steps/find-matching.ts";
import { readOwnerChoices } from "#db/queries/views/read-owner-choices.ts";
import { domainError } from "#lib/core/errors.ts";
import { ok, refused } from "#lib/core/result.ts";
import type { AssignmentPreviewView } from "#lib/core/views/assignment.ts";
import { defineQuery } from "../_kit/query.ts";
import { assignTo, decideOwners } from "./decide-owner.ts";
import { previewOf } from "./preview-of.ts";
import { pickedInput, whichSteps } from "./which-steps.ts";

/** People that a dialog offers to choose from. */
export const PEOPLE_MAX = 500;

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
    return ok(previewOf({ groups, people, decisionOf: decisions.of, nameOf: decisions.nameOf }));
  },
});
