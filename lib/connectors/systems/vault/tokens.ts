import type { ObservedFacts } from "../../../core/access/observation.ts";
import { timesOf } from "../../kit/kind-read.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { AccessKind, FoundAccess, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { at, keysAt } from "./client.ts";
import { isBelow, type VaultConfig } from "./config.ts";
import { readSelf, readToken, type Token } from "./schema.ts";
import { withholdList, withholdToken } from "./withheld.ts";

const NOTHING: KindRead = { rows: [], complete: false, accountMissing: false };

/**
 * Tokens of an entity. They are not ended when it is disabled: they are refused, and whole again when it is not. Tokens
 * are listed by accessor alone, for which Vault asks sudo: without that nothing is known of any.
 */
export function tokenKind(config: VaultConfig): AccessKind {
  return {
    name: "token",
    layer: "session",
    words: "Tokens",
    right:
      "It needs a policy with list and sudo on auth/token/accessors, and update on auth/token/lookup-accessor and auth/token/revoke-accessor.",
    observable: true,
    list: async (account, trail) => {
      const read = await tokensOf(config, account, trail);
      return read === null ? NOTHING : { rows: read.own.map(found), complete: read.complete, accountMissing: false };
    },
    find: async (account, key, trail) => {
      const accessors = await accessorsOf(config, key, trail);
      if (accessors === null) return NOTHING;
      if (!accessors.includes(key)) return { rows: [], complete: true, accountMissing: false };
      const token = await lookUp(config, account, key, trail);
      // Listed and not to be looked up: it may have ended in between, and may not.
      if (token === null) return NOTHING;
      return {
        rows: token.entity_id === account ? [found(token)] : [],
        complete: token.entity_id === account,
        accountMissing: false,
      };
    },
    end: async (account, key, trail) => {
      const token = await lookUp(config, account, key, trail);
      // Vault revokes by accessor, whosever it is: it must be the account's right before.
      if (token === null) return { kind: "unknown", cause: trail.failure ?? "unexpected_shape" };
      if (token.entity_id !== account) return { kind: "unsupported", reason: "the token is another entity's" };
      const answer = await trail.send("POST", at(config, "auth/token/revoke-accessor"), { accessor: key });
      return outcomeOf(answer, () => false);
    },
  };
}

/** What tokens of an entity there are. */
export interface TokensRead {
  readonly own: readonly Token[];
  /** Nobody's token may be this person's, and every one that is theirs was read. */
  readonly complete: boolean;
  /** Every token that names this entity was read. */
  readonly ownComplete: boolean;
}

/** Looked up once a trail and account: two kinds ask for them at the same moment, and each is a call a token. */
const asked = new WeakMap<Trail, Map<string, Promise<TokensRead | null>>>();

/** Tokens of an entity. null = nothing is known of any. */
export function tokensOf(config: VaultConfig, account: string, trail: Trail): Promise<TokensRead | null> {
  const known = asked.get(trail) ?? new Map<string, Promise<TokensRead | null>>();
  asked.set(trail, known);
  const read = known.get(account) ?? readTokens(config, account, trail);
  known.set(account, read);
  return read;
}

async function readTokens(config: VaultConfig, account: string, trail: Trail): Promise<TokensRead | null> {
  const accessors = await accessorsOf(config, null, trail);
  if (accessors === null) return null;
  const some = accessors.slice(0, config.tokensMax);
  if (some.length < accessors.length) trail.find("listing_capped", `Reading stopped after ${some.length} tokens.`);
  const seen = await lookUpAll(config, account, some, trail);
  if (seen === null) return null;
  const stillListed = seen.unknown.length === 0 ? [] : await accessorsOf(config, null, trail);
  const isWhole = stillListed !== null && !seen.unknown.some((accessor) => stillListed.includes(accessor));
  if (!isWhole) trail.find("unreadable_rows", "Tokens are listed that cannot be looked up; they may be this person's.");
  const nobodys = seen.tokens.filter((token) => token.entity_id === "" && !isMachines(config, token));
  tellOf(nobodys, trail);
  const ownComplete = isWhole && some.length === accessors.length;
  const own = seen.tokens.filter(({ entity_id }) => entity_id === account);
  return { own, complete: ownComplete && nobodys.length === 0, ownComplete };
}

/** null = the line or the server failed on the way. */
async function lookUpAll(config: VaultConfig, account: string, accessors: readonly string[], trail: Trail) {
  const tokens: Token[] = [];
  const unknown: string[] = [];
  for (const accessor of accessors) {
    const before = trail.failure;
    const token = await lookUp(config, account, accessor, trail);
    if (token !== null) tokens.push(token);
    else unknown.push(accessor);
    // An accessor whose token has just ended is refused like one that may not be seen: the list says which it was.
    if (trail.failure === "unauthorised") trail.failure = before;
    if (trail.failure !== before) return null;
  }
  return { tokens, unknown };
}

/** Tokens that name nobody. Root tokens above all: whoever knows one reads everything, and it has no end. */
function tellOf(nobodys: readonly Token[], trail: Trail): void {
  if (nobodys.length === 0) return;
  const roots = nobodys.filter(({ policies }) => policies.includes("root")).length;
  const which = [...new Set(nobodys.map(({ path }) => path))].slice(0, 5).join(", ");
  trail.find(
    "unreadable_rows",
    `${nobodys.length} tokens name no entity${roots > 0 ? `, ${roots} of them root tokens` : ""} (made at ${which}): anybody may know them. Revoke them, or state where machines get theirs.`,
  );
}

function isMachines({ machinePaths }: VaultConfig, { path, policies }: Token): boolean {
  return isBelow(path, machinePaths) && !policies.includes("root");
}

/** All accessors but our own, which must be among them: a list that leaves that out leaves out others. */
async function accessorsOf(
  config: VaultConfig,
  sought: string | null,
  trail: Trail,
): Promise<readonly string[] | null> {
  const self = await trail.get(at(config, "auth/token/lookup-self"));
  const own = self.failure === null && self.status === 200 ? readSelf(self.json)?.data.accessor : undefined;
  const { keys, complete, answer } = await keysAt(config, trail, "auth/token/accessors");
  withholdList(trail, answer, complete ? keys : null, sought);
  if (complete && own !== undefined && own !== "" && keys.includes(own)) return keys.filter((key) => key !== own);
  if (complete && self.failure === null)
    trail.find("control_read_failed", "The list of tokens does not show the one that asks for it.");
  trail.fail("unexpected_shape");
  return null;
}

async function lookUp(config: VaultConfig, account: string, accessor: string, trail: Trail): Promise<Token | null> {
  const answer = await trail.send("POST", at(config, "auth/token/lookup-accessor"), { accessor });
  const token = answer.failure === null && answer.status === 200 ? (readToken(answer.json)?.data ?? null) : null;
  const isRead = token?.accessor === accessor;
  if (!isRead || token.entity_id !== account) withholdToken(trail, answer, accessor);
  return isRead ? token : null;
}

function found(token: Token): FoundAccess {
  const { accessor, display_name, path } = token;
  return {
    key: accessor,
    label: `Token ${display_name ?? ""} of ${path}`.replace("  ", " "),
    facts: timesOfToken(token),
  };
}

/** A periodic or renewable token lives on for as long as somebody renews it: its next end is no end. */
function timesOfToken({ issue_time, expire_time, renewable, period }: Token): ObservedFacts {
  const isRenewed = renewable !== false || !(period == null || period === 0 || period === "0s");
  return timesOf({ issuedAt: issue_time, expiresAt: isRenewed ? null : expire_time });
}
