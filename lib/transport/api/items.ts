import { attestationBody, recordAttestation } from "#lib/use-cases/attestations/record-attestation.ts";
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
