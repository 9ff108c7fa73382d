"use server";
import { action } from "#lib/transport/action.ts";
import { assignAccount } from "#lib/use-cases/discovery/assign-account.ts";
import { cancelDiscovery } from "#lib/use-cases/discovery/cancel-discovery.ts";
import { startDiscovery } from "#lib/use-cases/discovery/start-discovery.ts";
import { releaseListing } from "#lib/use-cases/inventory/release-listing.ts";

export const listAll = action(startDiscovery);
export const stopListing = action(cancelDiscovery);
export const believeNext = action(releaseListing);
export const assign = action(assignAccount);
