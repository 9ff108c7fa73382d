import { type DomainError, domainError } from "../errors.ts";
import type { IdentityId } from "../ids.ts";
import { type Accountable, humanBehind, mayBeSame, sameAccountable } from "./accountable.ts";

/** Duties on one item that no human may hold two of. */
export type Duty = "execute" | "verify" | "approve_exception";

/** Who has held which duty on an item so far. A person who attested counts among `verifiers`. */
export interface DutyHolders {
  /** The identity the case is about. */
  readonly subject: IdentityId;
  /** Identities under which the leaver may still act: owned bots and second records of the same person. */
  readonly subjectAliases: readonly IdentityId[];
  readonly executors: readonly Accountable[];
  readonly verifiers: readonly Accountable[];
  /** Who asked for the exception and who approved it. */
  readonly approvers: readonly Accountable[];
  readonly requesters: readonly Accountable[];
}

const UNTOLD =
  "Your sign-in is tied to no person, so you may be who acted on the item. Nothing was changed. Sign in by a link made with closeout sign-in-link --person, or ask another person.";

/**
 * Why `by` may not take up `duty` on this item; empty when nothing stands against it.
 * Compares accountable humans, never sessions or tokens: two tokens of one person are one person. Whoever may be one of
 * those who acted neither verifies nor approves.
 * Automatic acts and looks pass; how far apart they stand is recorded as independence instead.
 */
export function separationRefusals(duty: Duty, by: Accountable, holders: DutyHolders): readonly DomainError[] {
  const human = humanBehind(by);
  // An automatic approver would let a token approve what its own job asked for.
  if (human === null) return duty === "approve_exception" ? [domainError("second_person_required")] : [];
  const refusals: DomainError[] = [];
  if (human === holders.subject || holders.subjectAliases.includes(human)) refusals.push(domainError("own_case"));
  const others = othersOf(duty, holders);
  if (others.some((held) => sameAccountable(held, by))) refusals.push(domainError("separation_of_duties"));
  // A report proves nothing, so whoever reports need not be told apart from who looked.
  else if (duty !== "execute" && others.some((held) => mayBeSame(by, held)))
    refusals.push(domainError("separation_of_duties", { sentence: UNTOLD }));
  return refusals;
}

/** Everybody whose duty excludes `duty` on the same item. */
function othersOf(duty: Duty, holders: DutyHolders): readonly Accountable[] {
  switch (duty) {
    case "execute":
      return [...holders.verifiers, ...holders.approvers];
    case "verify":
      return [...holders.executors, ...holders.approvers];
    case "approve_exception":
      return [...holders.executors, ...holders.verifiers, ...holders.requesters];
  }
}
