import { z } from "zod";
import { domainError } from "#lib/core/errors.ts";
import { refused } from "#lib/core/result.ts";
import { type EventRowResult, eventRowSchema } from "#lib/use-cases/intake/event-row.ts";
import { recordInChunks } from "#lib/use-cases/intake/record-in-chunks.ts";
import { recordLifecycleEvents } from "#lib/use-cases/intake/record-lifecycle-events.ts";
import { releaseSource } from "#lib/use-cases/intake/release-source.ts";
import { type ApiAnswer, endpoint } from "../endpoint.ts";
import { ofRequest, rowsIn } from "./batch.ts";
import { commandEndpoint, withParams } from "./command-endpoint.ts";

const MIB = 1024 * 1024;
const EVENTS_MAX = 100_000;

const batch = z.strictObject({ events: z.array(eventRowSchema).min(1).max(EVENTS_MAX) });

export const postLifecycleEvents = endpoint({
  method: "POST",
  path: "/api/v1/lifecycle-events",
  summary: "Take lifecycle events in: one, or a batch; sent again, each is recognised",
  permission: recordLifecycleEvents.permission,
  body: z.union([eventRowSchema, batch]),
  answers: {
    200: "One event that was known; or what became of each row of a batch: a row that is refused refuses itself alone",
    201: "One event, taken",
  },
  bodyMax: 64 * MIB,
  run: async (ctx, request) => {
    const sent = rowsIn(request.body, "events");
    if (sent === null) return refused(domainError("input_invalid", { path: "events" }));
    if (sent.rows.length > EVENTS_MAX) return refused(domainError("input_too_large"));
    const recorded = await recordInChunks(ctx, sent.rows, request.idempotencyKey);
    if (!recorded.ok) return recorded;
    const body = recorded.value;
    if (!sent.single) return { ok: true, status: 200, body, touches: ["leavers", "sources"] };
    return single(body.results[0]);
  },
});

/** The answer for one event sent by itself: its refusal is the request's, its path the body's own. */
function single(result: EventRowResult | undefined): ApiAnswer {
  if (result === undefined) return refused(domainError("fault"));
  const { error } = result;
  if (error !== null) return refused(ofRequest(error, "events"));
  return { ok: true, status: result.status === "duplicate" ? 200 : 201, body: result, touches: ["leavers", "sources"] };
}

export const postRelease = commandEndpoint({
  path: "/api/v1/sources/{source}/release",
  summary: "Release a held source; given again while more is true. Only somebody who sent none of its events may",
  command: releaseSource,
  body: null,
  toInput: ({ params, body }) => withParams(body, { source: params["source"] }),
  answer: "Released; the leavers opened",
});
