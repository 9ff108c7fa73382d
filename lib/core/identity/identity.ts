import type { IdentityId } from "../ids.ts";

/** Who or what an identity is. */
export const IDENTITY_KINDS = [
  "employee",
  "contractor",
  "vendor",
  "service_account",
  "bot",
  "oauth_app",
  "ci_job",
] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];

const PEOPLE: ReadonlySet<IdentityKind> = new Set(["employee", "contractor", "vendor"]);

/** A person or a non-human identity. Names and mails stand elsewhere, where they can be deleted. */
export interface Identity {
  readonly id: IdentityId;
  readonly kind: IdentityKind;
  /** The person who answers for a non-human identity; null for a person, or when nobody does (No owner). */
  readonly accountable: IdentityId | null;
}

/** True for people; everything else is a non-human identity and needs an accountable owner. */
export function isPerson(kind: IdentityKind): boolean {
  return PEOPLE.has(kind);
}

/** Non-human identities left without anybody who answers for them once `leaver` has gone. */
export function orphansOf(leaver: IdentityId, identities: readonly Identity[]): readonly Identity[] {
  return identities.filter(
    ({ kind, accountable }) => !isPerson(kind) && (accountable === leaver || accountable === null),
  );
}
