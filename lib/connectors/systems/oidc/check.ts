import type { CheckReport } from "../../contract.ts";
import { greetingProblem } from "../../kit/greeting.ts";
import { introspect, knowsActive } from "./introspect.ts";
import { readMetadata } from "./schema.ts";
import { endpointsOf, lookingTrail, type Server } from "./server.ts";

/** Asks about every token that was entered, and about one of our own; ends none. */
export async function check(server: Server, signal: AbortSignal): Promise<CheckReport> {
  const trail = lookingTrail(server, signal);
  const report = (authorised: boolean, findings: readonly string[]): CheckReport => ({
    reachable: trail.exchanges.some(({ status }) => status !== null),
    authorised,
    findings,
    dialect: {},
    exchanges: trail.exchanges,
    retryAfter: trail.retryAfter,
  });
  const greeting = await trail.get("/.well-known/openid-configuration");
  const problem = greetingProblem(greeting, "an OpenID provider", "this client", (json) => readMetadata(json) !== null);
  if (problem !== null) return report(false, [problem]);
  const endpoints = await endpointsOf(server, trail);
  if (endpoints === null) return report(false, [ELSEWHERE]);
  const findings: string[] = [];
  if (server.broken > 0)
    findings.push(
      `${server.broken} lines of tokens cannot be read. Write: name subject token, and access behind an access token.`,
    );
  if (server.held.some(({ isAccess }) => !isAccess)) findings.push(MAY_BE_REPLACED);
  if (endpoints.revocation === null) findings.push("The server has no endpoint that ends tokens.");
  if (!(await knowsActive(server, endpoints, trail, null))) {
    if (trail.failure === "unauthorised") return report(false, [REFUSED]);
    findings.push(NO_CONTROL);
  }
  for (const held of server.held) {
    const said = await introspect(server, endpoints, held, trail);
    const word = said === null ? "nothing that can be read" : WORDS[said.kind];
    if (word !== null) findings.push(`Of the token ${held.name} of ${held.subject} the server says ${word}.`);
  }
  return report(true, [...findings, LIMITS]);
}

const WORDS = {
  active: null,
  inactive: "that it is not active: without having seen it active, nothing is concluded",
  outlives: "nothing: others accept it until its own end, which ending it here does not change",
  anothers: "that it is somebody else's",
} as const;

const ELSEWHERE =
  "The document names another issuer, or endpoints that do not lie below this address. Enter the issuer as it names itself.";
const REFUSED = "The server refuses the client or its secret. Check both.";
const MAY_BE_REPLACED =
  "Tokens that are not entered as access tokens may be replaced by their use: that one is not active any more is seen, and never counts as gone.";
const NO_CONTROL =
  "The client that acts gets no token of its own (client credentials grant), or the one that looks may not introspect it: no token will count as gone.";
const LIMITS =
  "Accounts and sessions are not in this protocol; a session goes on after its tokens, and can get new ones.";
