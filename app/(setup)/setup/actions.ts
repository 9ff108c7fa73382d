"use server";
import type { NewPerson, NewSystem } from "#components/setup/setup-commands.ts";
import { action } from "#lib/transport/action.ts";
import { addPerson as add } from "#lib/use-cases/identities/add-person.ts";
import { releaseSource as release } from "#lib/use-cases/intake/release-source.ts";
import { assignSystem } from "#lib/use-cases/systems/assign-system.ts";
import { registerSystem } from "#lib/use-cases/systems/register-system.ts";

/** Accounts are there in any system, and a list of them may show roles. Of all other layers nothing is known. */
const LISTED = {
  account: { exists: "yes", observe: "snapshot" },
  entitlement: { exists: "unknown", observe: "snapshot" },
};

export const registerListed = action(registerSystem, ({ slug, name, tier }: NewSystem) => ({
  slug,
  name,
  tier,
  layers: LISTED,
}));

export const assignOwner = action(assignSystem);

export const addPerson = action(add, ({ name, email }: NewPerson) => ({ displayName: name, email }));

export const releaseSource = action(release);
