import { z } from "zod";
import { addIdentities } from "#db/queries/identities/add-identities.ts";
import { findIdentityIds } from "#db/queries/identities/find-by-keys.ts";
import { findKeysOfEmails } from "#db/queries/identities/find-keys-of-emails.ts";
import { lockIdentities } from "#db/queries/identities/lock-identities.ts";
import type { Tx } from "#db/tx.ts";
import { domainError } from "#lib/core/errors.ts";
import { refused } from "#lib/core/result.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { commitments } from "../_kit/commitments.ts";
import { recordedEntry, rowsEntry } from "../_kit/identity-entries.ts";
import { text } from "../_kit/text.ts";

const input = z.strictObject({
  displayName: text(200),
  email: z.email().max(200).meta({ description: "Also the key of somebody whom no source knows yet." }),
});

export interface PersonAdded {
  readonly identityId: string;
  /** known: the mail or the key was somebody's already, and nothing was written. */
  readonly status: "created" | "known";
}

const SEVERAL =
  "More than one person is recorded with this e-mail. Nothing was changed. Choose the one who is meant from the list.";

/**
 * Adds somebody by name and mail, or answers who has that mail already. Whoever is known is never recorded a second time:
 * a leaver could own their own case under a second identity. Nothing recorded is overwritten.
 */
export const addPerson = defineCommand<z.output<typeof input>, PersonAdded>({
  name: "identity.add",
  input,
  permission: "identity:write",
  touches: (_input, { status }) => (status === "created" ? ["identities"] : []),
  run: async (tx, ctx, { displayName, email }) => {
    // One after the other: two requests that name the same new person would both add them.
    await lockIdentities(tx);
    const [one, another] = await findAll(tx, email);
    if (another !== undefined) return refused(domainError("identity_ambiguous", { path: "email", sentence: SEVERAL }));
    if (one !== undefined) {
      const result = { identityId: one, status: "known" } as const;
      return done(result, [rowsEntry(ctx.requestId, [result])]);
    }
    const result = { identityId: ctx.newId(), status: "created" } as const;
    const personKey = email.toLowerCase();
    const lists = { emails: [personKey], userNames: [], managerKey: null, zone: null };
    const profile = { identityId: result.identityId, personKey, displayName, ...lists };
    const identity = { id: result.identityId, kind: "person", accountableIdentityId: null };
    const engagement = { id: ctx.newId(), identityId: result.identityId, kind: "employment", startedAt: null };
    await addIdentities(tx, [identity], [profile], [engagement]);
    const kept = commitments(ctx);
    const evidence = recordedEntry(profile, "person", kept);
    await kept.keep(tx);
    return done(result, [rowsEntry(ctx.requestId, [result]), evidence]);
  },
});

/** Ids of everybody who has this mail, or has it as their key. */
async function findAll(tx: Tx, email: string): Promise<readonly string[]> {
  const folded = email.toLowerCase();
  const holders = await findKeysOfEmails(tx, [folded]);
  const found = await findIdentityIds(tx, [email, folded, ...holders.map((one) => one.personKey)]);
  return [...new Set(found.values())];
}
