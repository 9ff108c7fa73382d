import type { AccessRecord, AccountRecord, CorrelationKeys, Finding, Listing, Look, Target } from "../../contract.ts";
import { carriesKey } from "../../kit/carries-key.ts";
import { listedInPart, seen, unseen } from "../../kit/replies.ts";
import type { Trail } from "../../kit/trail.ts";
import { type Introspected, introspect, knowsActive } from "./introspect.ts";
import { endpointsOf, lookingTrail, type Server } from "./server.ts";

const ONLY_ENTERED: Finding = {
  code: "key_not_searchable",
  detail: "The protocol lists neither people nor tokens: only those whose tokens were entered are seen.",
};
const NEVER_ACTIVE: Finding = {
  code: "control_read_failed",
  detail: "The token was never seen active here. A server says the same of a token that it never issued.",
};
const MAY_NOT_ASK: Finding = {
  code: "control_read_failed",
  detail: "The server says that the token is not active, and could not be seen to call any token active.",
};
const REPLACEABLE: Finding = {
  code: "control_read_failed",
  detail:
    "The token is not active. A refresh token is not when its use has replaced it either, and its successor lives on unseen: only one that was entered as an access token counts as gone.",
};
const NOT_ENTERED: Finding = {
  code: "control_read_failed",
  detail: "The token is not among those that were entered, so it cannot be asked about.",
};
const ANOTHERS: Finding = {
  code: "reply_contradicts",
  detail: "The server says that the token is somebody else's than was entered with it.",
};

/** The people whose tokens were entered. Never the whole list. What is known of their accounts is nothing. */
export async function listAccounts(server: Server, signal: AbortSignal): Promise<Listing<AccountRecord>> {
  const trail = lookingTrail(server, signal);
  const endpoints = await endpointsOf(server, trail);
  const rows = new Map<string, AccountRecord>();
  for (const held of endpoints === null ? [] : server.held) {
    const said = endpoints === null ? null : await introspect(server, endpoints, held, trail);
    // A name that the server gave once is not taken back by a token that tells none.
    if (said === null || (rows.has(held.subject) && said.kind !== "active")) continue;
    const userName = said.kind === "active" ? (said.userName ?? held.subject) : held.subject;
    const more = { displayName: null, emails: [], externalId: held.subject };
    rows.set(held.subject, { nativeId: held.subject, userName, ...more, presence: "unknown" });
  }
  return inPart("people whose tokens were entered", trail, [...rows.values()]);
}

export async function findAccounts(
  server: Server,
  keys: CorrelationKeys,
  signal: AbortSignal,
): Promise<Listing<AccountRecord>> {
  const all = await listAccounts(server, signal);
  return { ...all, rows: all.rows.filter((row) => carriesKey(row, keys)) };
}

/** Tokens of these people that the server calls active, or that others accept until they end. */
export async function listAccess(
  server: Server,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Listing<AccessRecord>> {
  const trail = lookingTrail(server, signal);
  const endpoints = await endpointsOf(server, trail);
  const rows: AccessRecord[] = [];
  for (const held of server.held.filter(({ subject }) => ids.includes(subject))) {
    const said = endpoints === null ? null : await introspect(server, endpoints, held, trail);
    if (said?.kind !== "active" && said?.kind !== "outlives") continue;
    const { subject: accountNativeId, key: nativeKey, name } = held;
    const label = said.kind === "active" ? `Token ${name}` : `Signed token ${name}`;
    const before = { listed: said.kind === "active", members: 1 };
    const { presence, facts } = stateOf(said);
    rows.push({ accountNativeId, layer: "credential", nativeKey, label, presence, facts, before });
  }
  return inPart(`entered tokens of ${ids.join(", ")}`, trail, rows);
}

/** Rows of a failed read are left out: what was read may be the answer of something else. */
function inPart<Row>(sought: string, trail: Trail, rows: readonly Row[]): Listing<Row> {
  const known = trail.failure === null ? rows : [];
  return {
    ...listedInPart(sought, trail.exchanges, trail.failure, [ONLY_ENTERED], known),
    retryAfter: trail.retryAfter,
  };
}

/** Asks about one token. Success of a revocation is never asked for here: the server gives it to garbage as well. */
export async function observe(server: Server, target: Target, signal: AbortSignal): Promise<Look> {
  const sought = `${target.nativeKey} of ${target.accountNativeId}`;
  const trail = lookingTrail(server, signal);
  const endpoints = await endpointsOf(server, trail);
  const blind = (finding?: Finding): Look => ({
    ...unseen(sought, trail.exchanges, trail.failure, finding === undefined ? [] : [finding]),
    retryAfter: trail.retryAfter,
  });
  if (endpoints === null) return blind();
  if (target.layer !== "credential") return blind(ONLY_ENTERED);
  const held = server.held.find(({ key, subject }) => key === target.nativeKey && subject === target.accountNativeId);
  if (held === undefined) return blind(NOT_ENTERED);
  const said = await introspect(server, endpoints, held, trail);
  if (said === null) return blind();
  if (said.kind === "anothers") return blind(ANOTHERS);
  if (said.kind !== "inactive") return seen(sought, trail.exchanges, stateOf(said));
  if (target.before?.listed !== true) return blind(NEVER_ACTIVE);
  if (!held.isAccess) return blind(REPLACEABLE);
  if (!(await knowsActive(server, endpoints, trail, held.key))) return blind(MAY_NOT_ASK);
  return seen(sought, trail.exchanges, { presence: "absent", completeness: "lookup" });
}

/** Nothing that could be asked shows whether a signed token is still accepted; its end is certain. */
function stateOf({ kind, facts }: Extract<Introspected, { readonly facts: unknown }>) {
  return { presence: kind === "active" ? "active" : "unknown", completeness: "lookup", facts } as const;
}
