import { runQuery } from "#lib/use-cases/_kit/query.ts";
import { attestationBody, recordAttestation } from "#lib/use-cases/attestations/record-attestation.ts";
import { exceptionBody, requestException } from "#lib/use-cases/exceptions/request-exception.ts";
import { holdBody, orderHold } from "#lib/use-cases/holds/order-hold.ts";
import { readAttestedArtefact } from "#lib/use-cases/leaver/read-artefact.ts";
import { observationBody, recordObservation } from "#lib/use-cases/observations/record-observation.ts";
import { type ApiRequest, endpoint } from "../endpoint.ts";
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

const ENDING = { png: "png", jpeg: "jpg", pdf: "pdf", text: "txt" } as const;

export const getArtefact = endpoint({
  method: "GET",
  path: "/api/v1/leavers/{id}/items/{itemId}/artefacts/{artefactId}",
  summary: "What a second person attached to an attestation, to be saved; its SHA-256 is checked against the fact's",
  permission: readAttestedArtefact.permission,
  answers: { 200: "The file, byte for byte" },
  answerType: "application/octet-stream",
  run: async (ctx, { params, search }) => {
    const { id: leaver, itemId, artefactId } = params;
    const read = await runQuery(ctx, readAttestedArtefact, { leaver, itemId, artefactId, ...search });
    if (!read.ok) return read;
    const { leaverId, kind, bytes } = read.value;
    // The name it was sent under is somebody else's words: it stands in no header.
    const name = `${leaverId}-attested-${artefactId}.${ENDING[kind]}`;
    return { ok: true, file: { content: bytes, type: "application/octet-stream", name } };
  },
});
