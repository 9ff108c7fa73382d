"use server";
import { action } from "#lib/transport/action.ts";
import { assignMatching as assignMatchingCommand } from "#lib/use-cases/steps/assign-matching.ts";
import { takeBackAssignment } from "#lib/use-cases/steps/take-back-assignment.ts";
import { verifyMatching as verifyMatchingCommand } from "#lib/use-cases/steps/verify-matching.ts";

export const assignMatching = action(assignMatchingCommand);
export const takeBack = action(takeBackAssignment);
export const verifyMatching = action(verifyMatchingCommand);
