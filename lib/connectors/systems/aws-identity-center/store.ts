import type { RevokeOutcome } from "../../contract.ts";
import type { Answer, HttpClient } from "../../http/client.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import { type ListRead, readList } from "../../kit/read-list.ts";
import type { Trail } from "../../kit/trail.ts";
import type { IdentityCenterConfig } from "./config.ts";
import { readError } from "./schema.ts";

export const STORE = "AWSIdentityStore";
export const ADMIN = "SWBExternalService";

/** Both services behind one client: the target that a call names says which of them is asked. */
export function joined(store: HttpClient, admin: HttpClient): HttpClient {
  return {
    send: (method, path, body, signal, headers) => {
      const isAdmin = headers?.["x-amz-target"]?.startsWith(`${ADMIN}.`) === true;
      return (isAdmin ? admin : store).send(method, path, body, signal, headers);
    },
    hide: (secret) => {
      store.hide(secret);
      admin.hide(secret);
    },
    close: async () => {
      await Promise.all([store.close(), admin.close()]);
    },
  };
}

/** Asks one of the two services (AWS JSON 1.1). @param target such as AWSIdentityStore.ListUsers */
export async function ask(trail: Trail, target: string, body: object): Promise<Answer> {
  const answer = await trail.send("POST", "/", body, { "x-amz-target": target });
  const failure = failureOf(answer);
  if (failure === null) return answer;
  trail.fail(failure);
  return { ...answer, failure };
}

/** What of HTTP's own codes says elsewhere, this protocol says in a 400. */
function failureOf(answer: Answer) {
  const code = codeOf(answer);
  if (answer.status !== 400 || code === null) return null;
  if (code === "ThrottlingException") return "rate_limited" as const;
  return /^(?:AccessDenied|UnrecognizedClient|InvalidSignature|ExpiredToken)/.test(code)
    ? ("unauthorised" as const)
    : null;
}

function codeOf({ status, json }: Answer): string | null {
  if (status === null || status < 400) return null;
  return readError(json)?.__type.split("#").at(-1) ?? null;
}

export function isMissing(answer: Answer): boolean {
  return answer.status === 400 && codeOf(answer) === "ResourceNotFoundException";
}

/** Reads a list along its tokens. */
export function storeList<Row>(
  { pagesMax }: IdentityCenterConfig,
  trail: Trail,
  list: { target: string; body: object; rows: string; parse(json: unknown): Row | null; key(row: Row): string },
): Promise<ListRead<Row>> {
  const { target, body, rows: name, parse, key } = list;
  return readList(trail, {
    path: "",
    ask: async (token) => {
      const answer = await ask(trail, target, {
        ...body,
        MaxResults: 100,
        ...(token === "" ? {} : { NextToken: token }),
      });
      // The kit knows a missing account by its 404.
      return isMissing(answer) ? { ...answer, status: 404 } : answer;
    },
    page: ({ json }) => {
      const rows: unknown = Reflect.get(Object(json), name);
      const next: unknown = Reflect.get(Object(json), "NextToken");
      return Array.isArray(rows) ? { rows, next: typeof next === "string" && next !== "" ? next : null } : null;
    },
    parse,
    key,
    pagesMax,
  });
}

/** What an act came to. @param says whether a 200 says what was asked for */
export function actOutcome(answer: Answer, says: (json: unknown) => boolean): RevokeOutcome {
  if (isMissing(answer)) return { kind: "already_absent" };
  if (answer.status === 400 && answer.failure === "unauthorised") return { kind: "refused", reason: wordsOf(answer) };
  const outcome = outcomeOf(answer, says);
  // 404 is no answer of this protocol.
  return outcome.kind === "already_absent" ? { kind: "unknown", cause: "unexpected_shape" } : outcome;
}

function wordsOf(answer: Answer): string {
  const error = readError(answer.json);
  return `${answer.status}: ${error?.Message || error?.message || error?.__type}`.slice(0, 300);
}
