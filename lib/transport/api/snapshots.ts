import { domainError } from "#lib/core/errors.ts";
import { refused } from "#lib/core/result.ts";
import { COLUMN_ROLES } from "#lib/core/snapshot/snapshot.ts";
import { systemTag } from "#lib/core/tags.ts";
import { acceptBody, acceptSnapshot } from "#lib/use-cases/snapshots/accept-snapshot.ts";
import { listSnapshots } from "#lib/use-cases/snapshots/list-snapshots.ts";
import { recordSnapshot } from "#lib/use-cases/snapshots/record-snapshot.ts";
import { releaseSnapshot } from "#lib/use-cases/snapshots/release-snapshot.ts";
import { takeSnapshot } from "#lib/use-cases/snapshots/take-snapshot.ts";
import { endpoint } from "../endpoint.ts";
import { commandEndpoint, queryEndpoint, withParams } from "./command-endpoint.ts";

const MAP = Object.fromEntries(COLUMN_ROLES.map((role) => [`map.${role}`, `Title of the column that is the ${role}.`]));

export const postSnapshot = endpoint({
  method: "POST",
  path: "/api/v1/systems/{id}/snapshots",
  summary: "Supply a list exported from a system; nothing of it is believed until it is accepted",
  permission: recordSnapshot.permission,
  takesFile: true,
  search: {
    kind: "users, groups or keys.",
    extractor: "Who, or which tool, made the list.",
    query: "What the application was asked for.",
    extractedAt: "When it was asked, e.g. 2026-03-31T18:00; required, not later than now.",
    zone: "IANA zone of that time, e.g. Europe/Berlin.",
    statedRows: "Rows, as the application counts them.",
    complete: "true: the list is whole. A list that is not proves nobody absent.",
    ...MAP,
  },
  answers: { 201: "What the list looks like, its first rows, and what stands out" },
  run: async (ctx, request) => {
    if (request.file === null) return refused(domainError("snapshot_empty"));
    const stated = statedIn({ ...request.file.fields, ...request.search }, request.params["id"] ?? "");
    const taken = await takeSnapshot(ctx, stated, request.file.bytes, request);
    if (!taken.ok) return taken;
    return { ok: true, status: 201, body: taken.value, touches: [systemTag(taken.value.systemId)] };
  },
});

/** Query parameters as the use case takes them; what cannot be read stays text, for the strict schema to refuse. */
function statedIn(search: Readonly<Record<string, string>>, system: string): object {
  const map: Record<string, string> = {};
  const stated: Record<string, unknown> = { system };
  for (const [name, value] of Object.entries(search)) {
    if (name.startsWith("map.")) map[name.slice("map.".length)] = value;
    else if (name === "complete" && (value === "true" || value === "false")) stated[name] = value === "true";
    else if (name === "statedRows" && /^\d{1,9}$/.test(value)) stated[name] = Number(value);
    else stated[name] = value;
  }
  // The address says which system, whatever a form says.
  return { ...stated, system, map };
}

export const postAcceptSnapshot = commandEndpoint({
  path: "/api/v1/systems/{id}/snapshots/{snapshotId}/accept",
  summary: "Believe a list; one that lost a large share of its rows is held for a second person",
  command: acceptSnapshot,
  body: acceptBody,
  toInput: ({ params, body }) => withParams(body, { systemId: params["id"], snapshotId: params["snapshotId"] }),
  answer: "Accepted, with what it showed; or held",
});

export const postReleaseSnapshot = commandEndpoint({
  path: "/api/v1/systems/{id}/snapshots/{snapshotId}/release",
  summary: "Let a held list be accepted. Only somebody who did not supply it may",
  command: releaseSnapshot,
  body: null,
  toInput: ({ params, body }) => withParams(body, { systemId: params["id"], snapshotId: params["snapshotId"] }),
  answer: "Released; it may be accepted now",
});

export const getSnapshots = queryEndpoint({
  path: "/api/v1/systems/{id}/snapshots",
  summary: "Lists of a system, latest first, with what was found in them and what became of them",
  query: listSnapshots,
  toInput: ({ params }) => ({ systemId: params["id"] }),
  answer: "The lists",
});
