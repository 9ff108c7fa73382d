import type { Goal } from "../../../core/access/goal.ts";
import type { RevokeOutcome, RevokeResult, Target } from "../../contract.ts";
import type { Answer } from "../../http/client.ts";
import { reasonOf } from "../../kit/outcome.ts";
import { acted, unsupported } from "../../kit/replies.ts";
import { Trail } from "../../kit/trail.ts";
import { endpointsOf, type Server } from "./server.ts";

/**
 * Ends one token (RFC 7009). The server's yes says only that it was asked: it gives the same to a token that it does
 * not know, and some give it to a client whose token it is not.
 */
export async function revoke(server: Server, target: Target, goal: Goal, signal: AbortSignal): Promise<RevokeResult> {
  if (target.layer !== "credential" || goal !== "invalidated") {
    return unsupported(
      "a client can have tokens ended, and nothing else: no standard lets it end sessions or accounts",
    );
  }
  const held = server.held.find(({ key, subject }) => key === target.nativeKey && subject === target.accountNativeId);
  if (held === undefined) return unsupported("the token is not among those that were entered");
  const trail = new Trail(server.acting, signal);
  const endpoints = await endpointsOf(server, trail);
  if (endpoints?.revocation === null) return unsupported("this server has no endpoint that ends tokens");
  const outcome: RevokeOutcome =
    endpoints === null
      ? { kind: "unknown", cause: trail.failure ?? "unexpected_shape" }
      : outcomeOf(await trail.send("POST", endpoints.revocation, new URLSearchParams({ token: held.token })));
  return { ...acted(outcome, trail.exchanges), retryAfter: trail.retryAfter };
}

/** RFC 7009 2.2: 200, whatever its body says. A 404 comes from no server that has this endpoint. */
function outcomeOf(answer: Answer): RevokeOutcome {
  const { status, failure } = answer;
  if (failure !== null || status === null) return { kind: "unknown", cause: failure ?? "connection" };
  if (status === 200) return { kind: "accepted" };
  if (status === 400) return { kind: "refused", reason: reasonOf(answer) };
  return { kind: "unknown", cause: "unexpected_shape" };
}
