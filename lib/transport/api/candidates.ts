import { z } from "zod";
import { SIGHTING_ROLES } from "#lib/core/candidates/sighting-columns.ts";
import { domainError } from "#lib/core/errors.ts";
import { refused } from "#lib/core/result.ts";
import { dismissBody, dismissCandidate } from "#lib/use-cases/candidates/dismiss-candidate.ts";
import { importSightings, previewSightings } from "#lib/use-cases/candidates/import-sightings.ts";
import { listCandidates } from "#lib/use-cases/candidates/list-candidates.ts";
import { recordSightingsInChunks } from "#lib/use-cases/candidates/record-in-chunks.ts";
import { recordSightings } from "#lib/use-cases/candidates/record-sightings.ts";
import { sightingRow } from "#lib/use-cases/candidates/sighting-row.ts";
import { takeBackDismissal } from "#lib/use-cases/candidates/take-back-dismissal.ts";
import { addCandidate, addCandidateBody } from "#lib/use-cases/systems/add-candidate.ts";
import { endpoint } from "../endpoint.ts";
import { ofRequest, rowsIn } from "./batch.ts";
import { commandEndpoint, queryEndpoint, withParams } from "./command-endpoint.ts";
import { statedIn } from "./people-files.ts";

const MIB = 1024 * 1024;
const SIGHTINGS_MAX = 100_000;

const batch = z.strictObject({ sightings: z.array(sightingRow).min(1).max(SIGHTINGS_MAX) });

export const postSightings = endpoint({
  method: "POST",
  path: "/api/v1/candidates/sightings",
  summary:
    "Take in which systems are in use by sign-ins, assignments, consents or statements: one sighting, or a batch",
  permission: recordSightings.permission,
  body: z.union([sightingRow, batch]),
  answers: {
    200: "What became of each row of a batch; or one that was known, or is of a listed system",
    201: "One sighting, kept: the candidate is named",
  },
  bodyMax: 64 * MIB,
  run: async (ctx, request) => {
    const sent = rowsIn(request.body, "sightings");
    if (sent === null) return refused(domainError("input_invalid", { path: "sightings" }));
    if (sent.rows.length > SIGHTINGS_MAX) return refused(domainError("input_too_large"));
    const taken = await recordSightingsInChunks(ctx, sent.rows, request.idempotencyKey);
    if (!taken.ok) return taken;
    const [only] = taken.value.results;
    if (!sent.single || only === undefined) return { ok: true, status: 200, body: taken.value, touches: ["systems"] };
    if (only.error !== null) return refused(ofRequest(only.error, "sightings"));
    return { ok: true, status: only.status === "kept" ? 201 : 200, body: only, touches: ["systems"] };
  },
});

const SEARCH = {
  source: "Where it comes from, e.g. Entra sign-ins; kept for good, so no name of a person.",
  channel: "sign_in, assignment, consent or expense: what its rows show.",
  zone: "IANA zone of times that state none; UTC when left out.",
  order: "day_first or month_first, where the file does not show it.",
  ...Object.fromEntries(SIGHTING_ROLES.map((role) => [`map.${role}`, `Title of the column that is the ${role}.`])),
};

export const postPreviewSightings = endpoint({
  method: "POST",
  path: "/api/v1/candidates/files/preview",
  summary:
    "Say how a sign-in log or a statement is understood: columns, what nobody listed, who is refused. Keeps nothing",
  permission: recordSightings.permission,
  takesFile: true,
  search: SEARCH,
  answers: { 200: "How it is understood" },
  run: async (ctx, request) => {
    if (request.file === null) return refused(domainError("snapshot_empty"));
    const preview = await previewSightings(ctx, statedIn(request), request.file.bytes);
    return preview.ok ? { ok: true, status: 200, body: preview.value } : preview;
  },
});

export const postSightingsFile = endpoint({
  method: "POST",
  path: "/api/v1/candidates/files",
  summary: "Take a sign-in log or a statement in; what a listed system goes by is not kept, and nothing counts twice",
  permission: recordSightings.permission,
  takesFile: true,
  search: SEARCH,
  answers: { 200: "What became of the lines; one that is refused refuses itself alone" },
  run: async (ctx, request) => {
    if (request.file === null) return refused(domainError("snapshot_empty"));
    const taken = await importSightings(ctx, statedIn(request), request.file.bytes);
    return taken.ok ? { ok: true, status: 200, body: taken.value, touches: ["systems"] } : taken;
  },
});

export const getCandidates = queryEndpoint({
  path: "/api/v1/candidates",
  summary: "Systems in use that nobody listed, what was said not to be ours, and what was found only after a closure",
  query: listCandidates,
  toInput: () => ({}),
  answer: "Candidates, those that leavers use first",
});

const ofCandidate = ({ params, body }: { params: Readonly<Record<string, string>>; body: unknown }) =>
  withParams(body, { candidateId: params["id"] });

export const postAddCandidate = commandEndpoint({
  path: "/api/v1/candidates/{id}/add",
  summary:
    "Take a candidate into the inventory: no owner, by hand, observe-only; or as another name of a listed system",
  command: addCandidate,
  body: addCandidateBody,
  toInput: ofCandidate,
  status: 201,
  answer: "Added; closed cases of leavers who were seen using it are asked for it",
});

export const postDismissCandidate = commandEndpoint({
  path: "/api/v1/candidates/{id}/dismiss",
  summary: "Say that a candidate is not ours, and why; it comes again when a further leaver is seen using it",
  command: dismissCandidate,
  body: dismissBody,
  toInput: ofCandidate,
  answer: "Said",
});

export const postTakeBackDismissal = commandEndpoint({
  path: "/api/v1/candidates/{id}/take-back",
  summary: "Take back that a candidate is not ours",
  command: takeBackDismissal,
  body: z.strictObject({}),
  toInput: ofCandidate,
  answer: "Taken back",
});
