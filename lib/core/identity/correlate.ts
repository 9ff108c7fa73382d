import type { IdentityId } from "../ids.ts";
import { type AccountKeys, type MatchReason, matchReason, type PersonKeys } from "./match.ts";

/** A person with the attributes by which accounts are matched. */
export interface KnownPerson extends PersonKeys {
  readonly identity: IdentityId;
}

/** One person whom an account matches, with the reason. */
export interface Candidate {
  readonly identity: IdentityId;
  readonly because: MatchReason;
}

/** What correlation found for one account. Ambiguous is a finding of its own: a person says whose it is. */
export type Correlation =
  | { readonly kind: "matched"; readonly identity: IdentityId; readonly because: MatchReason }
  | { readonly kind: "ambiguous"; readonly candidates: readonly Candidate[] }
  | { readonly kind: "unmatched" };

/**
 * Finds whose an account is. Two people who match on any keys make it ambiguous, even where one key is stronger:
 * a mail address that was given to somebody new must not decide by itself whose access is taken away.
 */
export function correlate(account: AccountKeys, people: readonly KnownPerson[]): Correlation {
  const candidates = new Map<IdentityId, Candidate>();
  for (const person of people) {
    const because = matchReason(account, person);
    if (because !== null) candidates.set(person.identity, { identity: person.identity, because });
  }
  const [only, another] = candidates.values();
  if (only === undefined) return { kind: "unmatched" };
  if (another === undefined) return { kind: "matched", ...only };
  return { kind: "ambiguous", candidates: [...candidates.values()] };
}
