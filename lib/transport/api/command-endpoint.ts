import type { z } from "zod";
import type { Command } from "#lib/use-cases/_kit/command.ts";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { type Query, runQuery } from "#lib/use-cases/_kit/query.ts";
import { type ApiRequest, type Endpoint, endpoint } from "../endpoint.ts";

interface Described<Input, Result> {
  readonly path: string;
  readonly summary: string;
  readonly command: Command<Input, Result>;
  /** Schema of the body alone, where path parameters make up the rest of the input. */
  readonly body: z.ZodType | null;
  /** The command's input out of path and body. Unknown keys stay in it, so that the strict schema refuses them. */
  readonly toInput: (request: ApiRequest) => unknown;
  readonly status?: 200 | 201 | 202;
  /** Longest body taken, bytes, where it is not the usual. */
  readonly bodyMax?: number;
  readonly answer: string;
}

/** The endpoint of one command. */
export function commandEndpoint<Input, Result>(described: Described<Input, Result>): Endpoint {
  const { command, toInput, status = 200, answer, ...rest } = described;
  return endpoint({
    ...rest,
    method: "POST",
    permission: command.permission,
    answers: { [status]: answer },
    run: async (ctx, request) => {
      const outcome = await execute(ctx, command, toInput(request), request);
      if (!outcome.ok) return outcome;
      return { ok: true, status, body: outcome.result, touches: outcome.touches };
    },
  });
}

interface DescribedRead<Input, View> {
  readonly path: string;
  readonly summary: string;
  readonly query: Query<Input, View>;
  readonly search?: Readonly<Record<string, string>>;
  /** Schema of a body, where what is asked is too long for an address: the read is then sent by POST and changes nothing. */
  readonly body?: z.ZodType;
  readonly toInput: (request: ApiRequest) => unknown;
  readonly answer: string;
}

/** The endpoint of one read. */
export function queryEndpoint<Input, View>(described: DescribedRead<Input, View>): Endpoint {
  const { query, toInput, answer, ...rest } = described;
  return endpoint({
    ...rest,
    method: rest.body === undefined ? "GET" : "POST",
    permission: query.permission,
    answers: { 200: answer },
    run: async (ctx, request) => {
      const found = await runQuery(ctx, query, toInput(request));
      return found.ok ? { ok: true, status: 200, body: found.value } : found;
    },
  });
}

/** A JSON object's fields; anything else is handed on as it is, for the strict schema to refuse. */
export function withParams(body: unknown, params: Readonly<Record<string, unknown>>): unknown {
  if (body === undefined) return params;
  if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
  // Path parameters last: a body cannot aim a command at another record than its address names.
  return { ...body, ...params };
}
