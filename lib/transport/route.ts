import { type DomainError, domainError } from "#lib/core/errors.ts";
import { isPermitted } from "#lib/core/permissions.ts";
import { type Decision, ok, type Reasons, refused } from "#lib/core/result.ts";
import { contextOf } from "#lib/runtime/compose.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { webProcess } from "#lib/runtime/web.ts";
import { principalOf } from "#lib/use-cases/_kit/actor.ts";
import { authenticate } from "./authenticate.ts";
import type { ApiAnswer, ApiFile, ApiRequest, Endpoint } from "./endpoint.ts";
import { ERROR_MAP } from "./errors.ts";
import { faultOf } from "./fault.ts";
import { readJsonBody } from "./read-body.ts";
import { receiveFile } from "./receive-file.ts";
import { revalidate } from "./revalidate.ts";

interface RouteContext {
  readonly params: Promise<Readonly<Record<string, string>>>;
}

/** The route handler of an endpoint: authenticate, read strictly, carry out, answer. */
export function route(endpoint: Endpoint) {
  return async (request: Request, context: RouteContext): Promise<Response> => {
    const { runtime } = webProcess();
    const requestId = runtime.newId();
    try {
      const answer = await answerTo(endpoint, request, await context.params, requestId);
      if (!answer.ok) return refusal(answer.reasons, requestId);
      if ("file" in answer) return file(answer.file, requestId);
      revalidate(answer.touches ?? []);
      return json(answer.status, answer.body, requestId);
    } catch (cause) {
      return refusal([faultOf(cause, requestId, runtime.logger)], requestId);
    }
  };
}

async function answerTo(
  endpoint: Endpoint,
  request: Request,
  params: ApiRequest["params"],
  requestId: string,
): Promise<ApiAnswer> {
  const actor = await authenticate(request);
  if (!actor.ok) return actor;
  const headers = readHeaders(request.headers);
  if (!headers.ok) return headers;
  const ctx = contextOf(webProcess().runtime, actor.value, requestId);
  const body = await readBody(endpoint, request, ctx);
  if (!body.ok) return body;
  const search = Object.fromEntries(new URL(request.url).searchParams);
  return endpoint.run(ctx, { params, search, ...body.value, ...headers.value });
}

/** A file is not read before its sender is known to be allowed to send it: it may be long. */
async function readBody(
  endpoint: Endpoint,
  request: Request,
  ctx: Ctx,
): Promise<Decision<Pick<ApiRequest, "body" | "file">>> {
  if (endpoint.method === "GET") return ok({ body: undefined, file: null });
  if (endpoint.takesFile) {
    if (!isPermitted(principalOf(ctx.actor), endpoint.permission)) return refused(domainError("not_permitted"));
    const file = await receiveFile(request);
    return file.ok ? ok({ body: undefined, file: file.value }) : file;
  }
  const body = await readJsonBody(request, endpoint.bodyMax);
  return body.ok ? ok({ body: body.value, file: null }) : body;
}

const KEY = /^[\x21-\x7e]{1,200}$/;
const VERSION = /^(?:W\/)?"?(\d{1,9})"?$/;

function readHeaders(headers: Headers): Decision<Pick<ApiRequest, "idempotencyKey" | "expectedVersion">> {
  const idempotencyKey = headers.get("idempotency-key");
  if (idempotencyKey !== null && !KEY.test(idempotencyKey)) return refused(malformed("Idempotency-Key"));
  const match = headers.get("if-match");
  if (match === null) return ok({ idempotencyKey, expectedVersion: null });
  const version = VERSION.exec(match)?.[1];
  if (version === undefined) return refused(malformed("If-Match"));
  return ok({ idempotencyKey, expectedVersion: Number(version) });
}

function malformed(header: string): DomainError {
  return domainError("input_invalid", {
    path: header,
    sentence: `The header ${header} cannot be read. Nothing was changed. Correct it and send it again.`,
  });
}

/** The answer of a refusal: the first reason decides the status, all are told. */
export function refusal(reasons: Reasons<DomainError>, reference: string): Response {
  const [error] = reasons;
  const { status, level } = ERROR_MAP[error.code];
  webProcess().runtime.logger.log(level, "refused", { code: error.code, status, reference });
  const headers = error.retryAfterSeconds === undefined ? {} : { "retry-after": String(error.retryAfterSeconds) };
  return json(status, { error, reasons, reference }, reference, headers);
}

/** A JSON answer that nobody on the way keeps. */
function json(status: number, body: unknown, reference: string, more: Readonly<Record<string, string>> = {}): Response {
  return Response.json(body, { status, headers: { ...answerHeaders(reference), ...more } });
}

/** A file to be kept by whoever asked; no browser runs anything in it under our origin. */
function file({ content, type, name }: ApiFile, reference: string): Response {
  const headers = {
    ...answerHeaders(reference),
    "content-type": typeof content === "string" ? `${type}; charset=utf-8` : type,
    "content-disposition": `attachment; filename="${name}"`,
    "content-security-policy": "default-src 'none'; sandbox",
  };
  return new Response(content, { status: 200, headers });
}

function answerHeaders(reference: string): Readonly<Record<string, string>> {
  return { "cache-control": "no-store", "x-content-type-options": "nosniff", "x-request-id": reference };
}
