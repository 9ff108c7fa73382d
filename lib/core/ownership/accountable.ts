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
