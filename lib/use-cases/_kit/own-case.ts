import { humanBehind } from "#lib/core/ownership/accountable.ts";
import type { Actor } from "#lib/runtime/context.ts";
import { accountableOf } from "./actor.ts";

/** Whether the human behind `actor` is the one the case is about: nobody works on their own case. */
export function isOwnCase(actor: Actor, subjectId: string | null): boolean {
  return subjectId !== null && humanBehind(accountableOf(actor)) === subjectId;
}
