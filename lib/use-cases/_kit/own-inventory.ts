import type { ActiveSystem } from "#db/queries/systems/list-active.ts";
import { type IdentityId, idOf } from "#lib/core/ids.ts";
import { type Availability, type OwnerLink, stepOwner } from "#lib/core/ownership/step-owner.ts";

/** The inventory of what somebody can reach comes before everything that could change it. */
export const INVENTORY_PRIORITY = 20;

/** Who is asked when a step of a system needs a person, and by which link of the chain. */
export interface InventoryOwner {
  readonly identityId: string;
  readonly reason: OwnerLink;
}

/** Owner of a system's inventory step; null: nobody owns it, which the screen shows as No owner. */
export function ownInventory(system: ActiveSystem, leaver: string): InventoryOwner | null {
  const owner = identityOf(system.ownerIdentityId);
  const deputy = identityOf(system.deputyIdentityId);
  const availability = new Map<IdentityId, Availability>();
  if (owner !== null && !system.ownerPresent) availability.set(owner, "gone");
  if (deputy !== null && !system.deputyPresent) availability.set(deputy, "gone");
  const links = { system_owner: owner, deputy };
  const found = stepOwner({ links, availability, subject: idOf<"identity">(leaver), suggestions: [] });
  return found.kind === "owned" ? { identityId: found.owner, reason: found.link } : null;
}

function identityOf(id: string | null): IdentityId | null {
  return id === null ? null : idOf<"identity">(id);
}
