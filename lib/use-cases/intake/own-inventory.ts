import type { ConnectedSystem } from "#db/queries/systems/list-connected.ts";

/** Who is asked when a step of a system needs a person, and by what rule. */
export interface StepOwner {
  readonly identityId: string;
  readonly reason: "system_owner" | "deputy";
}

/**
 * The system's owner, else the deputy; never the leaver, and never somebody who has left.
 * null: nobody owns it, which the screen shows as No owner.
 */
export function ownInventory(system: ConnectedSystem, leaver: string): StepOwner | null {
  const { ownerIdentityId, deputyIdentityId } = system;
  if (ownerIdentityId !== null && ownerIdentityId !== leaver && system.ownerPresent) {
    return { identityId: ownerIdentityId, reason: "system_owner" };
  }
  if (deputyIdentityId !== null && deputyIdentityId !== leaver && system.deputyPresent) {
    return { identityId: deputyIdentityId, reason: "deputy" };
  }
  return null;
}
