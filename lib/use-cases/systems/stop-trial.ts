import { z } from "zod";
import { lockDraft } from "#db/queries/connections/find-draft.ts";
import { stopTrial as stop } from "#db/queries/connections/run-trial.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { refused } from "#lib/core/result.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineCommand, done } from "../_kit/command.ts";

const input = z.strictObject({ draftId: z.uuid() });

/** Gives the trial of a draft up. The draft stays with its settings and secrets. */
export const stopTrial = defineCommand<z.output<typeof input>, { readonly draftId: string }>({
  name: "connection.stop_trial",
  input,
  permission: "system:write",
  touches: () => [],
  run: async (tx, ctx, { draftId }) => {
    const draft = await lockDraft(tx, draftId, accountableText(ctx.actor));
    if (draft === undefined || draft.trialId === null || draft.trialState === "ended")
      return refused(domainError("not_found"));
    await stop(tx, draftId);
    const data = { draft: draftId, system: idOf<"system">(draft.systemId) };
    return done({ draftId }, [{ kind: "connection.trial_stopped", caseId: null, data }]);
  },
});
