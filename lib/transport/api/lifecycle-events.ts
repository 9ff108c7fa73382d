import { z } from "zod";
import { domainError } from "#lib/core/errors.ts";
import { refused } from "#lib/core/result.ts";
import { type EventRowResult, eventRowSchema } from "#lib/use-cases/intake/event-row.ts";
import { recordInChunks } from "#lib/use-cases/intake/record-in-chunks.ts";
import { recordLifecycleEvents } from "#lib/use-cases/intake/record-lifecycle-events.ts";
import { releaseSource } from "#lib/use-cases/intake/release-source.ts";
import { type ApiAnswer, endpoint } from "../endpoint.ts";
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
    const events = eventsOf(request.body);
    if (events === null || events.length === 0) return refused(domainError("input_invalid", { path: "events" }));
    if (events.length > EVENTS_MAX) return refused(domainError("input_too_large"));
    const recorded = await recordInChunks(ctx, events, request.idempotencyKey);
    if (!recorded.ok) return recorded;
    const body = recorded.value;
    if (isBatch(request.body)) return { ok: true, status: 200, body, touches: ["leavers", "sources"] };
    return single(body.results[0]);
  },
});

/** The answer for one event sent by itself: its refusal is the request's, its path the body's own. */
function single(result: EventRowResult | undefined): ApiAnswer {
  if (result === undefined) return refused(domainError("fault"));
  const { error } = result;
  if (error !== null) {
    const path = error.path?.replace(/^events\[0\]\.?/, "") ?? "";
    return refused(domainError(error.code, { sentence: error.sentence, ...(path === "" ? {} : { path }) }));
  }
  return { ok: true, status: result.status === "duplicate" ? 200 : 201, body: result, touches: ["leavers", "sources"] };
}

function isBatch(body: unknown): body is { readonly events: unknown } {
  return typeof body === "object" && body !== null && "events" in body;
}

/** Rows of the body; null when `events` is no list or stands beside something else. */
function eventsOf(body: unknown): readonly unknown[] | null {
  if (!isBatch(body)) return [body];
  return Array.isArray(body.events) && Object.keys(body).length === 1 ? body.events : null;
}

export const postRelease = commandEndpoint({
  path: "/api/v1/sources/{source}/release",
  summary: "Release a held source; given again while more is true. Only somebody who sent none of its events may",
  command: releaseSource,
  body: null,
  toInput: ({ params, body }) => withParams(body, { source: params["source"] }),
  answer: "Released; the leavers opened",
});
