import { z } from "zod";
import { releaseListing } from "#lib/use-cases/inventory/release-listing.ts";
import { addAlias, aliasBody } from "#lib/use-cases/systems/add-alias.ts";
import { registerSystem } from "#lib/use-cases/systems/register-system.ts";
import { setActing } from "#lib/use-cases/systems/set-acting.ts";
import { layerBody, stateLayer } from "#lib/use-cases/systems/state-layer.ts";
import { systemInput } from "#lib/use-cases/systems/system-input.ts";
import { commandEndpoint, withParams } from "./command-endpoint.ts";

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
