import type { RevokeOutcome } from "../../contract.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { Trail } from "../../kit/trail.ts";
import type { EndDefinition } from "./definition.ts";
import { valueAt } from "./field-path.ts";
import { filled, filledBody, type Values } from "./template.ts";

/** Sends a request that ends something. An answer 2xx that the definition does not name says nothing of what happened. */
export async function send(end: EndDefinition, values: Values, trail: Trail): Promise<RevokeOutcome> {
  const { method, body, accepted, says } = end;
  const path = filled(end, values);
  if (path === null) return { kind: "unsupported", reason: "its identifier has no place in an address" };
  const answer = await trail.send(method, path, body === undefined ? undefined : filledBody(body, values));
  const { status, failure } = answer;
  const isOk = failure === null && status !== null && status >= 200 && status < 300;
  if (isOk && !accepted.includes(status)) return { kind: "unknown", cause: "unexpected_shape" };
  if (isOk && says !== undefined && valueAt(answer.json, says.at) !== says.is)
    return { kind: "unknown", cause: "unexpected_shape" };
  return isOk ? { kind: "accepted" } : outcomeOf(answer);
}
