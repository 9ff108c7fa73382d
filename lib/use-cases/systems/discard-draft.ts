import { z } from "zod";
import { deleteDraft, lockDraft } from "#db/queries/connections/find-draft.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { refused } from "#lib/core/result.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineCommand, done } from "../_kit/command.ts";

const input = z.strictObject({ draftId: z.uuid() });

/** Forgets a draft with its settings, its secrets and whatever its trials found. */
export const discardDraft = defineCommand<z.output<typeof input>, { readonly draftId: string }>({
  name: "connection.discard",
  input,
  permission: "system:write",
  touches: () => [],
  run: async (tx, ctx, { draftId }) => {
    const draft = await lockDraft(tx, draftId, accountableText(ctx.actor));
    if (draft === undefined) return refused(domainError("not_found"));
    await deleteDraft(tx, draftId);
    const data = { draft: draftId, system: idOf<"system">(draft.systemId) };
    return done({ draftId }, [{ kind: "connection.discarded", caseId: null, data }]);
  },
});
