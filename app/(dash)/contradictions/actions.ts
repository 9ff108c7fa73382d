"use server";
import { action } from "#lib/transport/action.ts";
import { switchReading as switchReadingCommand } from "#lib/use-cases/readings/switch-reading.ts";
import { assignContradicted as assignContradictedCommand } from "#lib/use-cases/steps/assign-contradicted.ts";
import { takeBackAssignment } from "#lib/use-cases/steps/take-back-assignment.ts";

export const assignContradicted = action(assignContradictedCommand);
export const switchReading = action(switchReadingCommand);
export const takeBack = action(takeBackAssignment);
