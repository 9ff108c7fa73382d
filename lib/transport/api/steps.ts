import { z } from "zod";
import { assignSteps } from "#lib/use-cases/steps/assign-steps.ts";
import { claimBody, claimStep } from "#lib/use-cases/steps/claim-step.ts";
import { commandEndpoint, withParams } from "./command-endpoint.ts";

export const postClaim = commandEndpoint({
  path: "/api/v1/steps/{id}/claim",
  summary: "Report what was done by hand. It closes nothing: Closeout looks again for itself",
  command: claimStep,
  body: claimBody,
  toInput: ({ params, body }) => withParams(body, { stepId: params["id"] }),
  status: 201,
  answer: "Recorded as a claim; looksAt says when Closeout looks",
});

const assignBody = z.strictObject({ ownerId: z.uuid() });

export const postAssign = commandEndpoint({
  path: "/api/v1/steps/{id}/assign",
  summary: "Give a step an owner",
  command: assignSteps,
  body: assignBody,
  toInput: ({ params, body }) => withParams(body, { steps: [{ id: params["id"] }] }),
  answer: "Assigned",
});
