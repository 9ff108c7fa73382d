import type { CallFailure, OpenOptions } from "../../contract.ts";
import { type Answer, type HttpClient, httpClient } from "../../http/client.ts";
import { byPlace } from "../../kit/by-place.ts";
import { clientOptions } from "../../kit/client-options.ts";
import type { SlackConfig } from "./config.ts";

/** Where each of Slack's two APIs begins. */
export const SCIM = "/scim/v2";
export const WEB = "/api";

/** Words with which the Web API says that it does not know what was asked for. */
const MISSING = new Set([
  "user_not_found",
  "users_not_found",
  "no_such_subteam",
  "session_not_found",
  "role_not_found",
]);

/** Words that mean that this token may not ask, whatever is asked. */
const UNAUTHORISED = new Set([
  "access_denied",
  "account_inactive",
  "cannot_find_service",
  "feature_not_enabled",
  "invalid_auth",
  "missing_scope",
  "no_permission",
  "not_allowed_token_type",
  "not_an_admin",
  "not_an_enterprise",
  "not_authed",
  "org_login_required",
  "team_access_not_granted",
  "token_expired",
  "token_revoked",
]);

/** Slack's SCIM API and its Web API, which stand at two hosts. */
export function slackClient(options: OpenOptions, { baseUrl }: SlackConfig): HttpClient {
  const headers = { authorization: `Bearer ${options.secrets["token"] ?? ""}` };
  const web = httpClient(clientOptions(options, baseUrl ?? "https://slack.com", headers));
  return byPlace({
    [SCIM]: httpClient(clientOptions(options, baseUrl ?? "https://api.slack.com", headers)),
    [WEB]: {
      ...web,
      send: async (method, path, body, signal, more) => honest(await web.send(method, path, body, signal, more)),
    },
  });
}

/**
 * The Web API answers 200 to everything and says in `ok` whether it did anything (docs.slack.dev, Web API). Here its
 * word becomes what other APIs say by their status; what is kept stays as Slack wrote it.
 */
export function honest(answer: Answer): Answer {
  if (answer.failure !== null || answer.status !== 200) return answer;
  const ok: unknown = Reflect.get(Object(answer.json), "ok");
  if (ok === true) return answer;
  const word: unknown = Reflect.get(Object(answer.json), "error");
  if (ok !== false || typeof word !== "string") return failed(answer, 200, "unexpected_shape");
  if (word === "ratelimited") return failed(answer, 429, "rate_limited");
  if (word === "internal_error" || word === "fatal_error" || word === "service_unavailable")
    return failed(answer, 503, "server_error");
  if (UNAUTHORISED.has(word)) return failed(answer, 403, "unauthorised");
  return { ...answer, status: MISSING.has(word) ? 404 : 400 };
}

function failed(answer: Answer, status: number, failure: CallFailure): Answer {
  return { ...answer, status, failure, exchange: { ...answer.exchange, failure } };
}
