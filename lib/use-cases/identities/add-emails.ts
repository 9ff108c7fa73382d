import { z } from "zod";
import { findKeysOfEmails } from "#db/queries/identities/find-keys-of-emails.ts";
import { findKinds } from "#db/queries/identities/find-kinds.ts";
import { findProfiles, type Profile } from "#db/queries/identities/find-profiles.ts";
import { lockIdentities } from "#db/queries/identities/lock-identities.ts";
import { saveProfiles } from "#db/queries/identities/save-profiles.ts";
import { type DomainError, domainError } from "#lib/core/errors.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { commitments } from "../_kit/commitments.ts";
import { recordedEntry, rowsEntry } from "../_kit/identity-entries.ts";
import { text } from "../_kit/text.ts";
import { EmailHolders } from "./email-holders.ts";
import { EMAILS_MAX, type IdentityRowResult } from "./identity-row.ts";
import { IDENTITIES_MAX, type IdentitiesRecorded } from "./record-identities.ts";

const input = z.strictObject({
  additions: z
    .array(z.strictObject({ personKey: text(200), email: text(320).regex(/^[^\s@]+@[^\s@]+$/) }))
    .min(1)
    .max(IDENTITIES_MAX),
});

const FULL = `The person has ${EMAILS_MAX} e-mails already. They are kept. Take one away before another is added.`;

/** Adds mails to people who are known. Nothing recorded is replaced: neither other mails nor names, manager or zone. */
export const addEmails = defineCommand<z.output<typeof input>, IdentitiesRecorded>({
  name: "identity.add_emails",
  input,
  permission: "identity:write",
  touches: (_input, { results }) => (results.some((row) => row.status === "updated") ? ["identities"] : []),
  run: async (tx, ctx, { additions }) => {
    // One after the other: two requests could give one mail to two people.
    await lockIdentities(tx);
    const rows = additions.map(({ personKey, email }) => ({ personKey, email: email.toLowerCase() }));
    const keys = rows.map((row) => row.personKey);
    const profiles = new Map((await findProfiles(tx, keys)).map((profile) => [profile.personKey, profile]));
    const emails = rows.map((row) => row.email);
    const holders = new EmailHolders(await findKeysOfEmails(tx, emails));
    const changed = new Map<string, Profile>();
    const results = rows.map(({ personKey, email }, index): IdentityRowResult => {
      const profile = profiles.get(personKey);
      const path = `additions[${index}]`;
      if (profile?.emails.includes(email))
        return { index, status: "unchanged", identityId: profile.identityId, error: null };
      const error = whyNot(profile, email, holders, path);
      if (profile === undefined || error !== null) return { index, status: "refused", identityId: null, error };
      const after = { ...profile, emails: [...profile.emails, email] };
      holders.move(personKey, profile.emails, after.emails);
      profiles.set(personKey, after);
      changed.set(personKey, after);
      return { index, status: "updated", identityId: profile.identityId, error: null };
    });
    const saved = [...changed.values()];
    const kinds = await findKinds(
      tx,
      saved.map((one) => one.identityId),
    );
    const kept = commitments(ctx);
    const evidence = saved.map((one) => recordedEntry(one, kinds.get(one.identityId) ?? "person", kept));
    await saveProfiles(tx, saved);
    await kept.keep(tx);
    return done({ results }, [rowsEntry(ctx.requestId, results), ...evidence]);
  },
});

function whyNot(profile: Profile | undefined, email: string, holders: EmailHolders, path: string): DomainError | null {
  if (profile === undefined) return domainError("identity_unknown", { path: `${path}.personKey` });
  if (profile.emails.length >= EMAILS_MAX) return domainError("input_too_large", { path, sentence: FULL });
  return holders.refusal(email, profile.personKey, `${path}.email`);
}
