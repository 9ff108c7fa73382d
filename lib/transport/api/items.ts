import { attestationBody, recordAttestation } from "#lib/use-cases/attestations/record-attestation.ts";
import { exceptionBody, requestException } from "#lib/use-cases/exceptions/request-exception.ts";
import { holdBody, orderHold } from "#lib/use-cases/holds/order-hold.ts";
import { observationBody, recordObservation } from "#lib/use-cases/observations/record-observation.ts";
import type { ApiRequest } from "../endpoint.ts";
import { commandEndpoint, withParams } from "./command-endpoint.ts";

/** Five megabytes as base64, and the words beside them. */
const WITH_A_FILE = 8 * 1024 * 1024;

const ofItem = ({ params, body }: ApiRequest) => withParams(body, { leaverId: params["id"], itemId: params["itemId"] });

export const postAttest = commandEndpoint({
  path: "/api/v1/leavers/{id}/items/{itemId}/attest",
  summary: "State what a second person saw where Closeout cannot look, with an artefact. Tiers 2 and 3 only",
  command: recordAttestation,
  body: attestationBody,
  toInput: ofItem,
  bodyMax: WITH_A_FILE,
  status: 201,
  answer: "Recorded; verdict says what the item reads now",
});

export const postObserve = commandEndpoint({
  path: "/api/v1/leavers/{id}/items/{itemId}/observe",
  summary: "State what another person saw with their own eyes, with an artefact. It lifts Self-checked, nothing else",
  command: recordObservation,
  body: observationBody,
  toInput: ofItem,
  bodyMax: WITH_A_FILE,
  status: 201,
  answer: "Recorded; verdict says what the item reads now",
});

export const postExcept = commandEndpoint({
  path: "/api/v1/leavers/{id}/items/{itemId}/except",
  summary: "Ask for an exception with a reason and an end. Another person decides",
  command: requestException,
  body: exceptionBody,
  toInput: ofItem,
  status: 201,
  answer: "Asked for; nothing changes until it is approved",
});

export const postHold = commandEndpoint({
  path: "/api/v1/leavers/{id}/items/{itemId}/hold",
  summary: "Order an item to be kept until a date, by a named authority",
  command: orderHold,
  body: holdBody,
  toInput: ofItem,
  status: 201,
  answer: "Ordered; verdict says what the item reads now",
});
