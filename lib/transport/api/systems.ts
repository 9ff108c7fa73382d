import { z } from "zod";
import { releaseListing } from "#lib/use-cases/inventory/release-listing.ts";
import { addAlias, aliasBody } from "#lib/use-cases/systems/add-alias.ts";
import { assignSystem } from "#lib/use-cases/systems/assign-system.ts";
import { dryRun } from "#lib/use-cases/systems/dry-run.ts";
import { listSystems } from "#lib/use-cases/systems/list-systems.ts";
import { readSystem } from "#lib/use-cases/systems/read-system.ts";
import { registerSystem } from "#lib/use-cases/systems/register-system.ts";
import { setActing } from "#lib/use-cases/systems/set-acting.ts";
import { setCredentialOwner } from "#lib/use-cases/systems/set-credential-owner.ts";
import { setDeputy } from "#lib/use-cases/systems/set-deputy.ts";
import { layerBody, stateLayer } from "#lib/use-cases/systems/state-layer.ts";
import { systemInput } from "#lib/use-cases/systems/system-input.ts";
import { commandEndpoint, queryEndpoint, withParams } from "./command-endpoint.ts";

export const postSystem = commandEndpoint({
  path: "/api/v1/systems",
  summary: "Register a system in the inventory",
  command: registerSystem,
  body: systemInput,
  toInput: ({ body }) => body,
  status: 201,
  answer: "Registered; observe-only unless acting was switched on",
});

export const postActing = commandEndpoint({
  path: "/api/v1/systems/{id}/acting",
  summary: "Switch acting on a system on or off",
  command: setActing,
  body: z.strictObject({ acting: z.boolean() }),
  toInput: ({ params, body }) => withParams(body, { systemId: params["id"] }),
  answer: "Switched",
});

export const postAlias = commandEndpoint({
  path: "/api/v1/systems/{id}/aliases",
  summary: "Give a system another name, as other tools write it; claims that waited for it are matched",
  command: addAlias,
  body: aliasBody,
  toInput: ({ params, body }) => withParams(body, { systemId: params["id"] }),
  answer: "Added",
});

export const postLayer = commandEndpoint({
  path: "/api/v1/systems/{id}/layers",
  summary: "State whether a layer exists in a system",
  command: stateLayer,
  body: layerBody,
  toInput: ({ params, body }) => withParams(body, { systemId: params["id"] }),
  answer: "Stated; live leavers with access there are judged again",
});

export const postReleaseListing = commandEndpoint({
  path: "/api/v1/systems/{id}/release-listing",
  summary: "Believe the next complete listing of a system whose last one is held",
  command: releaseListing,
  body: z.strictObject({}),
  toInput: ({ params }) => ({ systemId: params["id"] }),
  answer: "Released",
});

export const getSystems = queryEndpoint({
  path: "/api/v1/systems",
  summary: "List systems with owner, coverage, last look and what skips them; those nobody answers for first",
  query: listSystems,
  search: {
    tab: "used, all, no_owner or skipped; all when left out.",
    cursor: "nextCursor of the page before.",
    limit: "Systems on a page, 1 to 1,000; 1,000 when left out.",
  },
  toInput: ({ search }) => search,
  answer: "The systems",
});

export const getSystem = queryEndpoint({
  path: "/api/v1/systems/{id}",
  summary:
    "Read one system, named by its slug: coverage, last check, owners, what automation leaves to people, leavers",
  query: readSystem,
  toInput: ({ params }) => ({ slug: params["id"] }),
  answer: "The system",
});

export const postDryRun = queryEndpoint({
  path: "/api/v1/systems/{id}/dry-run",
  summary:
    "What acting on a system would do for the leavers under way, by which call, and what not and why. Calls nothing",
  query: dryRun,
  body: z.strictObject({}),
  toInput: ({ params }) => ({ systemId: params["id"] }),
  answer: "What would be done, from what is known",
});

export const postSystemOwner = commandEndpoint({
  path: "/api/v1/systems/{id}/owner",
  summary: "Give a system an owner, and with it the steps of the system that nobody owns",
  command: assignSystem,
  body: z.strictObject({ ownerId: z.uuid() }),
  toInput: ({ params, body }) => withParams(body, { systemId: params["id"] }),
  answer: "Assigned",
});

export const postDeputy = commandEndpoint({
  path: "/api/v1/systems/{id}/deputy",
  summary: "Say who stands in for a system's owner",
  command: setDeputy,
  body: z.strictObject({ deputyId: z.uuid().nullable() }),
  toInput: ({ params, body }) => withParams(body, { systemId: params["id"] }),
  answer: "Set",
});

export const postCredentialOwner = commandEndpoint({
  path: "/api/v1/systems/{id}/credential-owner",
  summary: "Say whose credential a system's connector signs in with; a leaver's must be replaced before they close",
  command: setCredentialOwner,
  body: z.strictObject({ ownerId: z.uuid().nullable() }),
  toInput: ({ params, body }) => withParams(body, { systemId: params["id"] }),
  answer: "Set",
});
