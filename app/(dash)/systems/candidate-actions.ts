"use server";
import { action } from "#lib/transport/action.ts";
import { dismissCandidate } from "#lib/use-cases/candidates/dismiss-candidate.ts";
import { takeBackDismissal } from "#lib/use-cases/candidates/take-back-dismissal.ts";
import { switchReading as switchReadingCommand } from "#lib/use-cases/readings/switch-reading.ts";
import { addCandidate } from "#lib/use-cases/systems/add-candidate.ts";

export const add = action(addCandidate);
export const dismiss = action(dismissCandidate);
export const switchReading = action(switchReadingCommand);
export const takeBack = action(takeBackDismissal);
