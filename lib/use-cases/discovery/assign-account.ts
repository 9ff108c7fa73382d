import { z } from "zod";
import { isLeaver } from "#db/queries/cases/is-leaver.ts";
import { askLeavers } from "#db/queries/discovery/ask-leavers.ts";
import { assignListed, type LockedAccount, lockListed } from "#db/queries/discovery/assign-listed.ts";
import { findIdentityIds } from "#db/queries/identities/find-by-keys.ts";
import { findKeysOfEmails } from "#db/queries/identities/find-keys-of-emails.ts";
import { findKinds } from "#db/queries/identities/find-kinds.ts";
import { findProfiles, type Profile } from "#db/queries/identities/find-profiles.ts";
import { isPresent } from "#db/queries/identities/is-present.ts";
import { lockIdentities } from "#db/queries/identities/lock-identities.ts";
import { saveProfiles } from "#db/queries/identities/save-profiles.ts";
import { findOthers } from "#db/queries/inventory/find-others.ts";
import { findSystem } from "#db/queries/systems/find-system.ts";
import type { Tx } from "#db/tx.ts";
import { domainError } from "#lib/core/errors.ts";
import { foldName } from "#lib/core/identity/match.ts";
import { humanBehind } from "#lib/core/ownership/accountable.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import { leaverTag, systemTag } from "#lib/core/tags.ts";
import { accountableOf } from "../_kit/actor.ts";
import { defineCommand, done, type RunCtx } from "../_kit/command.ts";
import { commitments } from "../_kit/commitments.ts";
import { recordedEntry, rowsEntry } from "../_kit/identity-entries.ts";
import { INVENTORY_PRIORITY } from "../_kit/own-inventory.ts";
import { text } from "../_kit/text.ts";

const input = z.strictObject({
  systemId: z.uuid(),
  nativeId: z.string().min(1).max(2000).meta({ description: "The target's own identifier of the account." }),
  person: text(320).meta({ description: "E-mail or person key of whose it is." }),
});

export interface AccountAssigned {
  readonly identityId: string;
  readonly name: string;
  /** They have left: their case looks at the account next. */
  readonly left: boolean;
  readonly caseIds: readonly string[];
}

/**
 * Says that an account of nobody is a person's: what names it, its mails or else its user name, becomes a key of theirs,
 * by which every later look finds it. Never one that a machine or several people use, and no key that somebody else has;
 * and nobody who leaves says it of anybody but themselves.
 */
export const assignAccount = defineCommand<z.output<typeof input>, AccountAssigned>({
  name: "discovery.assign_account",
  input,
  permission: "account:link",
  touches: ({ systemId }, { caseIds }) => ["identities", systemTag(systemId), ...caseIds.map(leaverTag)],
  run: async (tx, ctx, { systemId, nativeId, person }) => {
    await lockIdentities(tx);
    const account = (await findSystem(tx, systemId)) && (await lockListed(tx, systemId, nativeId));
    if (account === undefined) return refused(domainError("not_found"));
    if (account.standing !== "uncorrelated") return refused(domainError("input_invalid", { sentence: TAKEN }));
    if (account.kind !== "human") return refused(domainError("input_invalid", { sentence: NOBODYS_OWN }));
    const meant = await whoIsMeant(tx, person);
    if (!meant.ok) return meant;
    if (await takesFromOwnCase(tx, ctx, meant.value)) return refused(domainError("own_case", { sentence: OWN_CASE }));
    const after = await withKeys(tx, meant.value, account);
    if (!after.ok) return after;
    const { identityId, displayName: name } = after.value;
    const left = !(await isPresent(tx, identityId));
    const reason = account.emails.length > 0 ? "email" : "user_name";
    await saveProfiles(tx, [after.value]);
    await assignListed(tx, { systemId, nativeId, standing: left ? "left" : "person", identityId, reason });
    const caseIds = left ? await askLeavers(tx, { id: account.runId, systemId }, INVENTORY_PRIORITY) : [];
    const kinds = await findKinds(tx, [identityId]);
    const kept = commitments(ctx);
    const recorded = recordedEntry(after.value, kinds.get(identityId) ?? "person", kept);
    await kept.keep(tx);
    const evidence = [rowsEntry(ctx.requestId, [{ status: "updated" }]), recorded] as const;
    return done({ identityId, name, left, caseIds }, evidence, { wakes: caseIds.length > 0 });
  },
});

/**
 * Whoever leaves could have an account of their own be somebody else's, where their case never looks at it. That it is
 * theirs they may say: it adds to their case.
 */
async function takesFromOwnCase(tx: Tx, { actor }: RunCtx, person: Profile): Promise<boolean> {
  const self = humanBehind(accountableOf(actor));
  return self !== null && self !== person.identityId && (await isLeaver(tx, self));
}

/** Whoever has the person key, or the mail. */
async function whoIsMeant(tx: Tx, person: string): Promise<Decision<Profile>> {
  const folded = person.toLowerCase();
  const holders = await findKeysOfEmails(tx, [folded]);
  const keys = [person, ...holders.map((one) => one.personKey)];
  const ids = new Set((await findIdentityIds(tx, keys)).values());
  if (ids.size > 1) return refused(domainError("identity_ambiguous", { path: "person", sentence: SEVERAL }));
  const [profile] = await findProfiles(tx, keys);
  if (profile === undefined) return refused(domainError("identity_unknown", { path: "person", sentence: UNKNOWN }));
  return ok(profile);
}

async function withKeys(tx: Tx, person: Profile, account: LockedAccount): Promise<Decision<Profile>> {
  const emails = account.emails.map((email) => email.toLowerCase());
  const holders = await findKeysOfEmails(tx, emails);
  if (holders.some(({ personKey }) => personKey !== person.personKey))
    return refused(domainError("identity_ambiguous", { sentence: OTHERS }));
  const names = [account.userName, ...emails].map(foldName);
  const others = await findOthers(tx, { externalIds: [], names });
  if (others.some(({ personKey }) => personKey !== person.personKey))
    return refused(domainError("identity_ambiguous", { sentence: OTHERS }));
  if (emails.length === 0) return ok({ ...person, userNames: [...new Set([...person.userNames, account.userName])] });
  return ok({ ...person, emails: [...new Set([...person.emails, ...emails])] });
}

const OWN_CASE =
  "You are leaving, or have left, so you cannot say that an account is somebody else's: it may be yours. Nothing was changed. Ask another person, or say that it is yours.";
const TAKEN = "The account is somebody's already. Nothing was changed. Read the list again.";
const NOBODYS_OWN =
  "By its name a machine or several people use this account, so it is nobody's own. Nothing was changed. Have its system's owner say what it is.";
const UNKNOWN = "Nobody known has this e-mail or person key. Nothing was changed. Record the person first.";
const SEVERAL = "More than one person is meant. Nothing was changed. Use the person key.";
const OTHERS =
  "The account carries an e-mail or a sign-in name that somebody else is recorded with. Nothing was changed. Look at both.";
