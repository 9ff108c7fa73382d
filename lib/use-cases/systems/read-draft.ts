import { z } from "zod";
import { readNow } from "#db/queries/clock/read-now.ts";
import { readConnection } from "#db/queries/connections/change-connection.ts";
import { type FoundDraft, findDraft } from "#db/queries/connections/find-draft.ts";
import { listSecretNames } from "#db/queries/systems/seal-secrets.ts";
import { readOwnerChoices } from "#db/queries/views/read-owner-choices.ts";
import { domainError } from "#lib/core/errors.ts";
import { ok, refused } from "#lib/core/result.ts";
import type { ConnectionCheckView, ConnectionDraftView, TrialView } from "#lib/core/views/connection.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineQuery } from "../_kit/query.ts";
import { isoUtc } from "../_kit/times.ts";
import { connectorView } from "./connector-view.ts";
import { checkAnswer, personAnswer, trialSteps } from "./trial-answer.ts";

const PEOPLE_MAX = 500;

const input = z.strictObject({ draftId: z.uuid() });

/** A connection that its maker is about to make or change. Of its secrets only the names are shown. */
export const readDraft = defineQuery<z.output<typeof input>, ConnectionDraftView>({
  name: "connection.read_draft",
  input,
  permission: "system:write",
  run: async (tx, ctx, { draftId }) => {
    const draft = await findDraft(tx, draftId, accountableText(ctx.actor));
    const connector = draft === undefined ? undefined : ctx.connectors.find(draft.connector);
    if (draft === undefined || connector === undefined) return refused(domainError("not_found"));
    const [names, system, people, now] = await Promise.all([
      listSecretNames(tx, draft.systemId, draft.id),
      draft.changes ? readConnection(tx, draft.systemId) : undefined,
      readOwnerChoices(tx, PEOPLE_MAX),
      readNow(tx),
    ]);
    const found = personAnswer.safeParse(draft.found);
    return ok({
      id: draft.id,
      changes: system === undefined ? null : { slug: system.slug, name: system.name },
      connector: connectorView(connector),
      settings: draft.config,
      secretsKept: [...new Set([...names.ofDraft, ...(draft.keepsSecrets ? names.ofSystem : [])])],
      trial: trialView(draft),
      check: checkView(draft.checked),
      found: found.success ? found.data : null,
      people,
      asOfIso: isoUtc(now),
    });
  },
});

function checkView(checked: unknown): ConnectionCheckView | null {
  const parsed = checkAnswer.safeParse(checked);
  if (!parsed.success) return null;
  const { dialect: _, ...view } = parsed.data;
  return view;
}

function trialView({ trialState, trialMail, askedAt, endedAt, steps }: FoundDraft): TrialView | null {
  const state = (["asked", "running", "ended"] as const).find((one) => one === trialState);
  if (state === undefined || askedAt === null) return null;
  const said = trialSteps.safeParse(steps);
  const times = { askedIso: isoUtc(askedAt), endedIso: isoUtc(endedAt) };
  return { state, mail: trialMail, ...times, steps: said.success ? said.data : [] };
}
