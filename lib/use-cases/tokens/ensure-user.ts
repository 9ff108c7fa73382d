import { findIdentityIds } from "#db/queries/identities/find-by-keys.ts";
import { findUser } from "#db/queries/users/find-user.ts";
import { saveUser } from "#db/queries/users/save-user.ts";
import type { Tx } from "#db/tx.ts";
import { domainError } from "#lib/core/errors.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import type { IdentityId } from "#lib/core/ids.ts";
import type { Role } from "#lib/core/permissions.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import type { RunCtx } from "../_kit/command.ts";

export interface Named {
  readonly name: string;
  readonly role: Role;
  /** HR key of the person, so that nobody decides on their own case and an owner sees their systems. */
  readonly personKey?: string | undefined;
  /** The user's own role is set to `role` when it was another. */
  readonly setsRole: boolean;
}

export interface Ensured {
  readonly userId: string;
  readonly identityId: IdentityId | null;
  readonly evidence: readonly Entry[];
}

/** Finds the user an operator names, or adds one. */
export async function ensureUser(tx: Tx, ctx: RunCtx, named: Named): Promise<Decision<Ensured>> {
  const { name, role, personKey } = named;
  const identityId = personKey === undefined ? null : (await findIdentityIds(tx, [personKey])).get(personKey);
  if (identityId === undefined) return refused(domainError("identity_unknown", { path: "personKey" }));
  const known = await findUser(tx, name, identityId);
  const userId = known?.id ?? ctx.newId();
  // The id is read from the identity's own row.
  const ensured = { userId, identityId: identityId as IdentityId | null };
  if (known !== undefined && (known.role === role || !named.setsRole)) return ok({ ...ensured, evidence: [] });
  await saveUser(tx, { id: userId, identityId, role, name });
  return ok({
    ...ensured,
    evidence: [{ kind: "user.changed", caseId: null, data: { user: userId, role, active: true } }],
  });
}
