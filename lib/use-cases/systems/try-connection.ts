import { z } from "zod";
import { lockDraft } from "#db/queries/connections/find-draft.ts";
import { askTrial } from "#db/queries/connections/run-trial.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { refused } from "#lib/core/result.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { text } from "../_kit/text.ts";
import { isAuthorised } from "./trial-answer.ts";

const input = z.strictObject({
  draftId: z.uuid(),
  person: text(200)
    .nullable()
    .default(null)
    .meta({ description: "Mail or user name of one person to look for; null: the connection itself is checked." }),
});

export interface TrialAsked {
  readonly trialId: string;
}

const UNCHECKED = "The connection was not accepted yet. Nothing was sent. Check it first, then look for a person.";

/** Asks the worker to try a connection that is not saved yet. It only reads: nothing is changed in the target. */
export const tryConnection = defineCommand<z.output<typeof input>, TrialAsked>({
  name: "connection.try",
  input,
  permission: "system:write",
  touches: () => [],
  run: async (tx, ctx, { draftId, person }) => {
    const draft = await lockDraft(tx, draftId, accountableText(ctx.actor));
    if (draft === undefined) return refused(domainError("not_found"));
    if (person !== null && !isAuthorised(draft.checked))
      return refused(domainError("connection_unproved", { sentence: UNCHECKED }));
    const trialId = ctx.newId();
    await askTrial(tx, { draftId, trialId, mail: person });
    const data = { draft: draftId, system: idOf<"system">(draft.systemId), person: person !== null };
    return done({ trialId }, [{ kind: "connection.trial_asked", caseId: null, data }], { wakes: true });
  },
});
