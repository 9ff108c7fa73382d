import { z } from "zod";
import type { DomainError } from "#lib/core/errors.ts";
import { domainError } from "#lib/core/errors.ts";
import { text } from "../_kit/text.ts";

/** Kinds of identity. Everything but a person has somebody who answers for it. */
export const IDENTITY_KINDS = ["person", "service_account", "bot", "oauth_app", "ci_job"] as const;

/** Mails of one person. */
export const EMAILS_MAX = 20;

/** One identity as HR, IAM or an operator sends it. */
export const identityRowSchema = z.strictObject({
  personKey: text(200).meta({ description: "The key events will name; never changes." }),
  displayName: text(200),
  kind: z.enum(IDENTITY_KINDS).default("person"),
  emails: z.array(z.email().max(320)).max(EMAILS_MAX).default([]),
  userNames: z.array(text(200)).max(20).default([]).meta({ description: "Names the person signs in with." }),
  managerKey: text(200).optional(),
  accountableKey: text(200).optional().meta({ description: "Who answers for a non-human identity." }),
  zone: text(60).optional().meta({ description: "IANA zone the person works in." }),
  engagements: z
    .array(
      z.strictObject({
        kind: z.enum(["employment", "contract", "vendor", "service"]),
        startedAt: z.iso.datetime({ offset: true }).optional(),
      }),
    )
    .min(1)
    .max(10)
    .optional()
    .meta({ description: "Taken when the identity is new; one employment otherwise." }),
});

export type IdentityInput = z.output<typeof identityRowSchema>;

/** What became of one row. Named by its place alone: receipts keep the answer, and a person's key could not be deleted from them. */
export interface IdentityRowResult {
  readonly index: number;
  readonly status: "created" | "updated" | "unchanged" | "refused";
  readonly identityId: string | null;
  readonly error: DomainError | null;
}

/** The answer for a row that is refused. */
export function refusedIdentity(index: number, error: DomainError): IdentityRowResult {
  const path = error.path ? `identities[${index}].${error.path}` : `identities[${index}]`;
  return {
    index,
    status: "refused",
    identityId: null,
    error: domainError(error.code, { path, sentence: error.sentence }),
  };
}
