"use server";
import { action } from "#lib/transport/action.ts";
import { assignSystem } from "#lib/use-cases/systems/assign-system.ts";
import { setActing } from "#lib/use-cases/systems/set-acting.ts";
import { setCredentialOwner } from "#lib/use-cases/systems/set-credential-owner.ts";
import { setDeputy } from "#lib/use-cases/systems/set-deputy.ts";

export const assignOwner = action(assignSystem);
export const assignDeputy = action(setDeputy);
export const switchActing = action(setActing);
export const assignCredentialOwner = action(setCredentialOwner);
