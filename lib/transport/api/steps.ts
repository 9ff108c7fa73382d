import { z } from "zod";
import { assignMatching } from "#lib/use-cases/steps/assign-matching.ts";
import { assignSteps } from "#lib/use-cases/steps/assign-steps.ts";
import { claimBody, claimStep } from "#lib/use-cases/steps/claim-step.ts";
import { listSteps } from "#lib/use-cases/steps/list-steps.ts";
import { previewAssignment } from "#lib/use-cases/steps/preview-assignment.ts";
import { takeBackAssignment } from "#lib/use-cases/steps/take-back-assignment.ts";
import { verifyMatching } from "#lib/use-cases/steps/verify-matching.ts";
import { commandEndpoint, queryEndpoint, withParams } from "./command-endpoint.ts";

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

export const getSteps = queryEndpoint({
  path: "/api/v1/steps",
  summary: "List open steps by deadline, a page at a time",
  query: listSteps,
  search: {
    tab: "no_owner, mine, overdue, reported, cannot_check, came_back or all_open; no_owner when left out.",
    q: 'Filter, such as "owner:none system:crm layer:group tier:0 status:still_present due:<24h".',
    cursor: "nextCursor of the page before.",
    limit: "Steps on a page, 1 to 200; 50 when left out.",
  },
  toInput: ({ search }) => search,
  answer:
    "A page of steps, with the counts of every view as `{ count, capped }`: exact up to 1,000, beyond that `capped`",
});

export const postPreviewAssignment = queryEndpoint({
  path: "/api/v1/steps/preview-assignment",
  summary:
    "What assigning every step that matches would do: who gets how many and why, and which are skipped. Changes nothing",
  query: previewAssignment,
  body: previewAssignment.input,
  toInput: ({ body }) => body,
  answer: "Who would get what",
});

export const postAssignMatching = commandEndpoint({
  path: "/api/v1/steps/assign-matching",
  summary: "Give an owner to every step that matches; `seen` is how many you saw match",
  command: assignMatching,
  body: assignMatching.input,
  toInput: ({ body }) => body,
  answer: "Assigned; `next` names the rest, when more than 500 match",
});

export const postTakeBackAssignment = commandEndpoint({
  path: "/api/v1/steps/take-back-assignment",
  summary: "Give the steps of one act back to whom they were before. Appended: nothing is lost",
  command: takeBackAssignment,
  body: takeBackAssignment.input,
  toInput: ({ body }) => body,
  answer: "Given back",
});

export const postVerifyMatching = commandEndpoint({
  path: "/api/v1/steps/verify-matching",
  summary: "Look again, now, at what every step that matches is about",
  command: verifyMatching,
  body: verifyMatching.input,
  toInput: ({ body }) => body,
  status: 202,
  answer: "The looks are due now",
});
