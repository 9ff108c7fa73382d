import type { IdentityId } from "../ids.ts";

/**
 * Who answers for an act. A token, a job started by hand and a session all carry the human behind them;
 * only what the worker does by itself answers as a credential.
 */
export type Accountable =
  | { readonly kind: "human"; readonly identity: IdentityId }
  | { readonly kind: "automatic"; readonly credential: string };

/** The human who answers, or null for an automatic act. */
export function humanBehind(who: Accountable): IdentityId | null {
  return who.kind === "human" ? who.identity : null;
}

/** True when both answer as the same human or the same credential. */
export function sameAccountable(one: Accountable, other: Accountable): boolean {
  if (one.kind === "human") return other.kind === "human" && one.identity === other.identity;
  return other.kind === "automatic" && one.credential === other.credential;
}

/** What stands before the text of somebody of whom it is not known which person they are. */
const UNNAMED = /^(user|operator|visitor):/;

/** Who signs in without being tied to a person, as accountable text. */
export function userText(userId: string): string {
  return `user:${userId}`;
}

/** Who works on the machine itself, as accountable text. */
export function operatorText(name: string): string {
  return `operator:${name}`;
}

/**
 * True unless `by` is certainly another human than `held`; not symmetric, since `by` is who could be told apart now.
 * Two sign-ins are two humans, and so are a sign-in tied to a person and anybody else. A sign-in that is tied to nobody
 * may be the operator, and may be whoever answered without signing in (`visitor:`). An operator may be anybody.
 */
export function mayBeSame(by: Accountable, held: Accountable): boolean {
  if (sameAccountable(by, held)) return true;
  if (by.kind !== "human" || held.kind !== "human") return false;
  const [mine, theirs] = [unnamedKind(by.identity), unnamedKind(held.identity)];
  if (mine === "operator") return true;
  return mine !== null && theirs !== null && theirs !== "user";
}

function unnamedKind(text: string): string | null {
  return UNNAMED.exec(text)?.[1] ?? null;
}
