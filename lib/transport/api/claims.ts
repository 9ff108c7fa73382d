import { z } from "zod";
import { domainError } from "#lib/core/errors.ts";
import { refused } from "#lib/core/result.ts";
import type { Lines } from "#lib/use-cases/_kit/csv-file.ts";
import { inputRefusals } from "#lib/use-cases/_kit/input.ts";
import { runQuery } from "#lib/use-cases/_kit/query.ts";
import { sourceName } from "#lib/use-cases/_kit/text.ts";
import { claimRowSchema } from "#lib/use-cases/claims/claim-row.ts";
import { exportContradictions } from "#lib/use-cases/claims/export-contradictions.ts";
import { importClaims } from "#lib/use-cases/claims/import-claims.ts";
import { listContradictions } from "#lib/use-cases/claims/list-contradictions.ts";
import { MAPPINGS } from "#lib/use-cases/claims/mappings/find-mapping.ts";
import { recordClaimsInChunks } from "#lib/use-cases/claims/record-claims-in-chunks.ts";
import { recordToolClaims } from "#lib/use-cases/claims/record-tool-claims.ts";
import { assignContradicted } from "#lib/use-cases/steps/assign-contradicted.ts";
import { previewContradicted } from "#lib/use-cases/steps/preview-contradicted.ts";
import { endpoint } from "../endpoint.ts";
import { ofRequest, rowsIn } from "./batch.ts";
import { commandEndpoint, queryEndpoint } from "./command-endpoint.ts";

const MIB = 1024 * 1024;
const CLAIMS_MAX = 100_000;

const batch = z.strictObject({ claims: z.array(claimRowSchema).min(1).max(CLAIMS_MAX) });

export const postClaims = endpoint({
  method: "POST",
  path: "/api/v1/claims",
  summary: "Take in what other tools and tickets say was done: one claim, or a batch; it closes nothing",
  permission: recordToolClaims.permission,
  body: z.union([claimRowSchema, batch]),
  answers: {
    200: "One claim that was known; or what became of each row of a batch: a row that is refused refuses itself alone",
    201: "One claim, taken: matched to its items, or kept until there are any",
  },
  bodyMax: 64 * MIB,
  run: async (ctx, request) => {
    const sent = rowsIn(request.body, "claims");
    if (sent === null) return refused(domainError("input_invalid", { path: "claims" }));
    if (sent.rows.length > CLAIMS_MAX) return refused(domainError("input_too_large"));
    const taken = await recordClaimsInChunks(ctx, sent.rows, request.idempotencyKey);
    if (!taken.ok) return taken;
    const [only] = taken.value.results;
    if (!sent.single || only === undefined) return { ok: true, status: 200, body: taken.value, touches: ["leavers"] };
    if (only.error !== null) return refused(ofRequest(only.error, "claims"));
    return { ok: true, status: only.status === "duplicate" ? 200 : 201, body: only, touches: ["leavers"] };
  },
});

const importBody = z.strictObject({
  mapping: z.enum(MAPPINGS),
  source: sourceName.optional().meta({ description: "Name of the tool where the file gives none." }),
  zone: z.string().trim().max(60).optional().meta({ description: "IANA zone of times without an offset." }),
  csv: z.string().min(1).meta({ description: "The file as the tool exports it." }),
});

export const postClaimsImport = endpoint({
  method: "POST",
  path: "/api/v1/claims/import",
  summary: "Take in a file that another tool exports, by a named mapping of its columns",
  permission: recordToolClaims.permission,
  body: importBody,
  answers: { 200: "What became of the rows; each one refused with its line and column" },
  bodyMax: 64 * MIB,
  run: async (ctx, request) => {
    const parsed = importBody.safeParse(request.body);
    if (!parsed.success) return { ok: false, reasons: inputRefusals(parsed.error) };
    const { csv, mapping, source, zone } = parsed.data;
    const imported = await importClaims(ctx, linesOf(csv), { mapping, source, zone });
    return imported.ok ? { ok: true, status: 200, body: imported.value, touches: ["leavers"] } : imported;
  },
});

/** Lines of a text, whatever ends them. */
function linesOf(text: string): Lines {
  return async function* () {
    yield* text.split(/\r\n|\n|\r/);
  };
}

const FILTER = {
  tab: "contradicted, cannot_check, awaiting_look, confirmed or not_matched; contradicted when left out.",
  tool: "Claims of this tool alone.",
  system: "Claims about this system alone, by its id.",
  from: "First day of the period in UTC, e.g. 2025-11-01. A task lies where its tool states it, else where it reached us.",
  to: "Last day of the period in UTC, itself within it.",
};

export const getContradictions = queryEndpoint({
  path: "/api/v1/claims/contradictions",
  summary:
    "Which claims of other tools a later look contradicts: counts by tool and system, claim and look side by side",
  query: listContradictions,
  search: { ...FILTER, cursor: "nextCursor of the page before.", limit: "Rows on a page, 1 to 200; 50 when left out." },
  toInput: ({ search }) => search,
  answer: "The report with a page of one tab",
});

export const getContradictionsCsv = endpoint({
  method: "GET",
  path: "/api/v1/claims/contradictions/export",
  summary: "One tab of the contradiction report as CSV; times in columns ending in _utc",
  permission: exportContradictions.permission,
  search: FILTER,
  answers: { 200: "A file of at most 10,000 rows" },
  run: async (ctx, { search }) => {
    const found = await runQuery(ctx, exportContradictions, search);
    return found.ok
      ? { ok: true, file: { name: found.value.name, content: found.value.text, type: "text/csv" } }
      : found;
  },
});

export const postPreviewContradicted = queryEndpoint({
  path: "/api/v1/claims/contradictions/preview-assignment",
  summary: "What assigning the items behind contradicted claims would do: who gets how many and why. Changes nothing",
  query: previewContradicted,
  body: previewContradicted.input,
  toInput: ({ body }) => body,
  answer: "Who would get what",
});

export const postAssignContradicted = commandEndpoint({
  path: "/api/v1/claims/contradictions/assign",
  summary: "Give an owner to every item behind the contradicted claims that match; `seen` is how many you saw match",
  command: assignContradicted,
  body: assignContradicted.input,
  toInput: ({ body }) => body,
  answer: "Assigned; `next` names the rest, when more than 500 match",
});
