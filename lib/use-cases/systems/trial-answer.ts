import { z } from "zod";
import { LAYERS } from "#lib/core/access/layer.ts";

const steps = z.array(z.object({ name: z.string(), passed: z.boolean().nullable(), words: z.string() }));
const layers = z.array(
  z.object({
    layer: z.enum(LAYERS),
    observe: z.enum(["yes", "no", "not offered", "right missing"]),
    act: z.boolean(),
    seen: z.number().nullable(),
  }),
);

/** Secrets were taken out by the worker. */
const requests = z
  .array(
    z.object({
      asked: z.string(),
      concluded: z.array(z.string()),
      exchanges: z.array(
        z.object({
          method: z.string(),
          url: z.string(),
          requestBody: z.string().nullable(),
          status: z.number().nullable(),
          failure: z.string().nullable(),
          bodyBytes: z.number(),
          body: z.string().nullable(),
          isCut: z.boolean(),
          read: z.array(
            z.object({
              field: z.string(),
              path: z.string(),
              value: z.string().nullable(),
              note: z.string(),
              fits: z.boolean(),
            }),
          ),
        }),
      ),
      exchangesTotal: z.number(),
      tookMs: z.number().nullable(),
    }),
  )
  .default([]);

/** How far a trial is, as the worker writes it down. */
export const trialSteps = steps;

/** What a check came to, as the worker writes it down. */
export const checkAnswer = z.object({
  reachable: z.boolean(),
  authorised: z.boolean(),
  findings: z.array(z.string()),
  dialect: z.record(z.string(), z.unknown()),
  steps,
  layers,
  calls: z.number(),
  requests,
});
export type CheckAnswer = z.output<typeof checkAnswer>;

/** What looking for a person came to, as the worker writes it down. */
export const personAnswer = z.object({
  mail: z.string(),
  accounts: z.array(
    z.object({
      userName: z.string(),
      displayName: z.string().nullable(),
      emails: z.array(z.string()),
      presence: z.enum(["active", "disabled", "absent", "unknown"]),
    }),
  ),
  access: z.array(z.object({ layer: z.enum(LAYERS), label: z.string() })),
  accessTotal: z.number(),
  steps,
  layers,
  calls: z.number(),
  requests,
});
export type PersonAnswer = z.output<typeof personAnswer>;

/** The check of a draft, when it was one that the target accepted. */
export function acceptedCheck(checked: unknown): CheckAnswer | null {
  const parsed = checkAnswer.safeParse(checked);
  return parsed.success && parsed.data.authorised ? parsed.data : null;
}

/** Whether a draft's check found that the target accepts the credential. */
export function isAuthorised(checked: unknown): boolean {
  return acceptedCheck(checked) !== null;
}
