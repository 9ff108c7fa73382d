import { notFound } from "next/navigation";
import { findConfirmActor } from "#lib/auth/find-confirm-link.ts";
import { isSameOrigin, whence } from "#lib/auth/origin.ts";
import { domainError, ERROR_SENTENCE } from "#lib/core/errors.ts";
import type { ConfirmView } from "#lib/core/views/confirm.ts";
import { contextOf } from "#lib/runtime/compose.ts";
import { webProcess } from "#lib/runtime/web.ts";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { runQuery } from "#lib/use-cases/_kit/query.ts";
import { answerConfirm } from "#lib/use-cases/confirm/answer-confirm.ts";
import { readConfirm } from "#lib/use-cases/confirm/read-confirm.ts";
import { faultOf } from "./fault.ts";
import { readForm } from "./read-body.ts";
import { revalidate } from "./revalidate.ts";
import { refusal } from "./route.ts";

const KIB = 1024;
const FORM_MAX = 64 * KIB;

/** The page behind a confirm link. Reading it uses nothing up and changes nothing: mail scanners open links too. */
export async function confirmPage(token: string): Promise<ConfirmView> {
  const { runtime } = webProcess();
  const actor = await findConfirmActor(runtime, token);
  if (actor === null) notFound();
  const ctx = contextOf(runtime, actor);
  const answer = await runQuery(ctx, readConfirm, {}).catch((cause: unknown) => {
    throw new Error(faultOf(cause, ctx.requestId, runtime.logger).sentence);
  });
  if (!answer.ok) notFound();
  return answer.value;
}

/** What was wrong with the last answer, by its code in the address; null when nothing was. */
export function refusedSentence(code: string | undefined): string | null {
  const known = Object.entries(ERROR_SENTENCE).find(([name]) => name === code);
  return known === undefined ? null : known[1];
}

/**
 * Takes one answer of a plain form. The token in the address is the key to it, yet another site that came to know it must
 * not be able to press: the form has to come from our own page. Sent twice, it acts once.
 */
export async function postConfirm(request: Request, token: string): Promise<Response> {
  const { env, runtime } = webProcess();
  const requestId = runtime.newId();
  try {
    if (!isSameOrigin(whence(request.headers), env.NEXTAUTH_URL))
      return refusal([domainError("origin_refused")], requestId);
    const actor = await findConfirmActor(runtime, token);
    // The page itself says that the link cannot be used.
    if (actor === null) return backTo(token, {});
    const form = await readForm(request, FORM_MAX);
    if (form === null) return refusal([domainError("input_invalid")], requestId);
    const sent = inputOf(form);
    const idempotencyKey = `${String(sent["caseId"])}:${String(sent["place"])}`;
    const outcome = await execute(contextOf(runtime, actor, requestId), answerConfirm, sent, { idempotencyKey });
    if (outcome.ok) revalidate(outcome.touches);
    return backTo(token, outcome.ok ? {} : { refused: outcome.reasons[0].code, about: String(sent["caseId"]) });
  } catch (cause) {
    return refusal([faultOf(cause, requestId, runtime.logger)], requestId);
  }
}

/** Fields as the command takes them: `itemIds` as often as it comes, others once; empty ones were not filled in. */
function inputOf(form: URLSearchParams): Record<string, unknown> {
  const input: Record<string, unknown> = { itemIds: form.getAll("itemIds") };
  for (const [name, value] of form) if (name !== "itemIds" && value !== "") input[name] = value;
  return input;
}

/** See other: the browser reads the receipt, and reading it again sends nothing. */
function backTo(token: string, search: Readonly<Record<string, string>>): Response {
  const query = new URLSearchParams(search).toString();
  const location = `/c/${encodeURIComponent(token)}${query === "" ? "" : `?${query}`}`;
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}
