import { z } from "zod";
import { addIdentities, type NewEngagement, type NewIdentity } from "#db/queries/identities/add-identities.ts";
import { findIdentityIds } from "#db/queries/identities/find-by-keys.ts";
import { findKeysOfEmails } from "#db/queries/identities/find-keys-of-emails.ts";
import { findProfiles, type Profile } from "#db/queries/identities/find-profiles.ts";
import { lockIdentities } from "#db/queries/identities/lock-identities.ts";
import { saveProfiles } from "#db/queries/identities/save-profiles.ts";
import { type DomainError, domainError } from "#lib/core/errors.ts";
import { instant } from "#lib/core/instant.ts";
import { defineCommand, done, type RunCtx } from "../_kit/command.ts";
import { commitments } from "../_kit/commitments.ts";
import { recordedEntry, rowsEntry } from "../_kit/identity-entries.ts";
import { inputRefusals, stableJson } from "../_kit/input.ts";
import { EmailHolders } from "./email-holders.ts";
import { type IdentityInput, type IdentityRowResult, identityRowSchema, refusedIdentity } from "./identity-row.ts";

/** Identities of one request. */
export const IDENTITIES_MAX = 5000;

const input = z.strictObject({
  identities: z.array(z.unknown()).min(1).max(IDENTITIES_MAX),
});

export interface IdentitiesRecorded {
  readonly results: readonly IdentityRowResult[];
}

/** Records people and non-human identities by their key: new ones are added, known ones brought up to date. */
export const recordIdentities = defineCommand<z.output<typeof input>, IdentitiesRecorded>({
  name: "identity.record",
  input,
  permission: "identity:write",
  touches: (_input, { results }) => (results.some((row) => row.status !== "unchanged") ? ["identities"] : []),
  run: async (tx, ctx, { identities }) => {
    const read = readRows(identities);
    // One after the other: two requests that name the same new person would both add them.
    await lockIdentities(tx);
    const [known, accountable, holders] = await Promise.all([
      findProfiles(
        tx,
        read.rows.map((row) => row.input.personKey),
      ),
      findIdentityIds(
        tx,
        read.rows.flatMap((row) => row.input.accountableKey ?? []),
      ),
      findKeysOfEmails(
        tx,
        read.rows.flatMap((row) => row.input.emails.map((email) => email.toLowerCase())),
      ),
    ]);
    const profiles = new Map(known.map((profile) => [profile.personKey, profile]));
    const plan = planRows(ctx, read.rows, { profiles, accountable, holders: new EmailHolders(holders) });
    const profile = commitments(ctx);
    const evidence = plan.saved.map((row) => recordedEntry(row.profile, row.kind, profile));
    await addIdentities(tx, plan.identities, plan.added, plan.engagements);
    await saveProfiles(tx, plan.changed);
    await profile.keep(tx);
    const results = [...read.results, ...plan.results].sort((one, other) => one.index - other.index);
    return done({ results }, [rowsEntry(ctx.requestId, results), ...evidence]);
  },
});

interface Row {
  readonly index: number;
  readonly input: IdentityInput;
}

function readRows(raws: readonly unknown[]) {
  const rows: Row[] = [];
  const results: IdentityRowResult[] = [];
  const seen = new Set<string>();
  for (const [index, raw] of raws.entries()) {
    const parsed = identityRowSchema.safeParse(raw);
    if (!parsed.success) {
      results.push(refusedIdentity(index, inputRefusals(parsed.error)[0]));
    } else if (seen.has(parsed.data.personKey)) {
      const sentence =
        "The same personKey stands in this request before. The first one is kept. Send one row a person.";
      results.push(refusedIdentity(index, domainError("input_invalid", { path: "personKey", sentence })));
    } else {
      seen.add(parsed.data.personKey);
      rows.push({ index, input: parsed.data });
    }
  }
  return { rows, results };
}

interface Saved {
  readonly profile: Profile;
  readonly kind: string;
}

interface Plan {
  readonly identities: NewIdentity[];
  readonly added: Profile[];
  readonly changed: Profile[];
  readonly engagements: NewEngagement[];
  readonly saved: Saved[];
  readonly results: IdentityRowResult[];
}

interface Known {
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly accountable: ReadonlyMap<string, string>;
  readonly holders: EmailHolders;
}

function planRows(ctx: RunCtx, rows: readonly Row[], { profiles, accountable, holders }: Known): Plan {
  const plan: Plan = { identities: [], added: [], changed: [], engagements: [], saved: [], results: [] };
  for (const { index, input: row } of rows) {
    const before = profiles.get(row.personKey);
    const profile = profileOf(row, before?.identityId ?? ctx.newId());
    const answer = { index, identityId: profile.identityId, error: null };
    const error = whyNot(row, accountable) ?? emailRefusal(profile, before?.emails ?? [], holders);
    if (error !== null) {
      plan.results.push(refusedIdentity(index, error));
      continue;
    }
    holders.move(row.personKey, before?.emails ?? [], profile.emails);
    if (before === undefined) {
      plan.identities.push(identityOf(row, profile.identityId, accountable));
      plan.added.push(profile);
      plan.engagements.push(...engagementsOf(ctx, row, profile.identityId));
      plan.saved.push({ profile, kind: row.kind });
      plan.results.push({ ...answer, status: "created" });
    } else if (stableJson({ ...before }) === stableJson(profile)) {
      plan.results.push({ ...answer, status: "unchanged" });
    } else {
      plan.changed.push(profile);
      plan.saved.push({ profile, kind: row.kind });
      plan.results.push({ ...answer, status: "updated" });
    }
  }
  return plan;
}

function whyNot(row: IdentityInput, accountable: ReadonlyMap<string, string>): DomainError | null {
  const unknown = row.accountableKey !== undefined && !accountable.has(row.accountableKey);
  return unknown ? domainError("identity_unknown", { path: "accountableKey" }) : null;
}

/** The first mail of the row that is somebody else's; one that the person has already stays. */
function emailRefusal({ personKey, emails }: Profile, before: readonly string[], holders: EmailHolders) {
  for (const [at, email] of emails.entries()) {
    const error = before.includes(email) ? null : holders.refusal(email, personKey, `emails[${at}]`);
    if (error !== null) return error;
  }
  return null;
}

function identityOf(row: IdentityInput, id: string, accountable: ReadonlyMap<string, string>): NewIdentity {
  const key = row.accountableKey;
  return { id, kind: row.kind, accountableIdentityId: key === undefined ? null : (accountable.get(key) ?? null) };
}

function profileOf(row: IdentityInput, identityId: string): Profile {
  const { personKey, displayName, emails, userNames } = row;
  return {
    identityId,
    personKey,
    displayName,
    // Correlation compares mails without regard to case.
    emails: emails.map((email) => email.toLowerCase()),
    userNames,
    managerKey: row.managerKey ?? null,
    zone: row.zone ?? null,
  };
}

function engagementsOf(ctx: RunCtx, row: IdentityInput, identityId: string): NewEngagement[] {
  const stated = row.engagements ?? [{ kind: row.kind === "person" ? "employment" : "service" } as const];
  return stated.map((one) => ({
    id: ctx.newId(),
    identityId,
    kind: one.kind,
    startedAt: "startedAt" in one && one.startedAt !== undefined ? instant(Date.parse(one.startedAt) * 1000) : null,
  }));
}
