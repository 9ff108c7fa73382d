"use server";
import { action } from "#lib/transport/action.ts";
import { changeConnection } from "#lib/use-cases/systems/change-connection.ts";
import { connectSystem } from "#lib/use-cases/systems/connect-system.ts";
import { discardDraft } from "#lib/use-cases/systems/discard-draft.ts";
import { draftConnection } from "#lib/use-cases/systems/draft-connection.ts";
import { stopTrial } from "#lib/use-cases/systems/stop-trial.ts";
import { tryConnection } from "#lib/use-cases/systems/try-connection.ts";

export const keepDraft = action(draftConnection);
export const tryDraft = action(tryConnection);
export const stopTry = action(stopTrial);
export const discard = action(discardDraft);
export const save = action(connectSystem);
export const change = action(changeConnection);
