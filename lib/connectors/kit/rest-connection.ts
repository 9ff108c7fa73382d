import type { Goal } from "../../core/access/goal.ts";
import type { Layer } from "../../core/access/layer.ts";
import type {
  AccessRecord,
  AccountRecord,
  Connection,
  LayerAbility,
  Listing,
  LogRead,
  Manifest,
  RevokeOutcome,
  RevokeResult,
  Target,
} from "../contract.ts";
import type { LogRequest } from "../contract-records.ts";
import { checkRest } from "./rest-check.ts";
import { lookAt } from "./rest-look.ts";
import {
  type AccessKind,
  type AccountsRead,
  type FoundAccess,
  kindOf,
  type RecordsRead,
  type RestSystem,
} from "./rest-system.ts";
import { Trail } from "./trail.ts";

/** The goal that an act on each layer can serve; where none stands there is no lever. */
const GOAL_OF: Partial<Readonly<Record<Layer, Goal>>> = {
  session: "invalidated",
  credential: "invalidated",
  group: "absent",
  entitlement: "absent",
  delegation: "absent",
};

/**
 * Makes a connection of a vendor's API. Layers that the last check could not read are not promised: a layer is only as
 * readable as the least readable kind of access on it.
 */
export function restConnection(system: RestSystem, dialect: Readonly<Record<string, unknown>>): Connection {
  const manifest = manifestOf(system, unreadableIn(dialect));
  const kinds = system.kinds.filter(({ layer }) => manifest.layers[layer] !== undefined);
  const known = { ...system, kinds };
  const control = typeof dialect["controlAccountId"] === "string" ? dialect["controlAccountId"] : null;
  const trail = (signal: AbortSignal) => new Trail(system.client, signal);
  const connection: Connection = {
    manifest,
    check: (signal) => checkRest(system, trail(signal)),
    findAccounts: async (keys, signal) => {
      const on = trail(signal);
      const asked = [...keys.userNames, ...keys.emails, ...keys.externalIds].filter((key) => key.trim() !== "");
      if (asked.length === 0) return noKey(on);
      return accountListing(await system.findAccounts(keys, on), on, [...new Set(asked)].join(", "));
    },
    listAccounts: async (signal) => {
      const on = trail(signal);
      return accountListing(await system.listAccounts(on), on, "all accounts");
    },
    revoke: (target, goal, signal) => revoke(known, target, goal, trail(signal)),
    observe: (target, signal) => lookAt(known, target, control, trail(signal)),
    close: () => system.client.close(),
    ...recordsOf(system, trail),
  };
  const { pageAccounts } = system;
  const paged: Connection =
    pageAccounts === undefined
      ? connection
      : { ...connection, pageAccounts: (request, signal) => pageAccounts(request, trail(signal)) };
  if (!kinds.some(({ observable }) => observable)) return paged;
  return { ...paged, listAccess: (ids, signal) => listAccess(kinds, ids, trail(signal)) };
}

/** Ways to read the vendor's own records, where it has any. */
function recordsOf(
  system: RestSystem,
  trail: (signal: AbortSignal) => Trail,
): Pick<Connection, "readClaims" | "readUse"> {
  const { readClaims, readUse } = system;
  return {
    ...(readClaims && { readClaims: (request, signal) => records(readClaims, request, trail(signal)) }),
    ...(readUse && { readUse: (request, signal) => records(readUse, request, trail(signal)) }),
  };
}

async function records<Row>(
  read: (request: LogRequest, trail: Trail) => Promise<RecordsRead<Row>>,
  request: LogRequest,
  trail: Trail,
): Promise<LogRead<Row>> {
  const { rows, next, more, complete } = await read(request, trail);
  const { exchanges, findings, retryAfter } = trail;
  const failure = complete ? null : (trail.failure ?? "unexpected_shape");
  return { rows, next, more, failure, findings, exchanges, retryAfter };
}

function unreadableIn(dialect: Readonly<Record<string, unknown>>): ReadonlySet<unknown> {
  const { unreadable } = dialect;
  return new Set(Array.isArray(unreadable) ? unreadable : []);
}

function manifestOf({ manifest, kinds }: RestSystem, unreadable: ReadonlySet<unknown>): Manifest {
  const blind = new Set(kinds.filter(({ name }) => unreadable.has(name)).map(({ layer }) => layer));
  const layers: Partial<Record<Layer, LayerAbility>> = {};
  for (const kind of ["account", ...new Set(kinds.map(({ layer }) => layer))] as const) {
    const ability = manifest.layers[kind];
    if (ability !== undefined && !blind.has(kind)) layers[kind] = ability;
  }
  return { ...manifest, layers };
}

function accountListing(read: AccountsRead, trail: Trail, sought: string): Listing<AccountRecord> {
  if (read.complete && read.rows.length === 0) trail.find("none_found", "No account was found.");
  return listing(read.complete, read.rows, trail, sought);
}

/** Rows of a failed read are left out only where nothing at all could be read; a find proves presence. */
function listing<Row>(complete: boolean, rows: readonly Row[], trail: Trail, sought: string): Listing<Row> {
  const { exchanges, findings, retryAfter } = trail;
  const failure = complete ? null : (trail.failure ?? "unexpected_shape");
  const isCapped = trail.failure === null && findings.some(({ code }) => code === "listing_capped");
  return { rows, complete, failure: isCapped ? null : failure, sought, findings, exchanges, retryAfter };
}

/** Somebody without a key was not searched: that is not "found nowhere". */
function noKey(trail: Trail): Listing<AccountRecord> {
  const detail = "The person has no user name, mail or external identifier to search by.";
  trail.find("key_not_searchable", detail);
  return { ...listing(false, [], trail, "nobody: the person has no key"), failure: null };
}

/** What is only said to be there was seen by nobody. */
function recordOf(kind: AccessKind, accountNativeId: string, row: FoundAccess): AccessRecord {
  const { key, label, facts = {} } = row;
  const presence = kind.observable ? (row.presence ?? "active") : "unknown";
  return { accountNativeId, layer: kind.layer, nativeKey: `${kind.name}:${key}`, label, presence, facts };
}

async function listAccess(
  kinds: readonly AccessKind[],
  accountIds: readonly string[],
  trail: Trail,
): Promise<Listing<AccessRecord>> {
  const rows: AccessRecord[] = [];
  let complete = true;
  const ids = [...new Set(accountIds)];
  // Account by account: the kinds of one are asked at once, which is as many calls as the client lets through.
  for (const accountNativeId of ids) {
    const reads = await Promise.all(
      kinds.map(async (kind) => ({ kind, read: await kind.list(accountNativeId, trail) })),
    );
    const whole = reads.every(({ read }) => read.complete);
    if (!whole) complete = false;
    for (const { kind, read } of reads) {
      // What nobody can see is only said to be there beside what was seen.
      if (!kind.observable && !whole) continue;
      rows.push(...read.rows.map((row) => recordOf(kind, accountNativeId, row)));
    }
  }
  return listing(complete, rows, trail, `access of ${ids.join(", ")}`);
}

async function revoke(system: RestSystem, target: Target, goal: Goal, trail: Trail): Promise<RevokeResult> {
  const outcome = await outcomeFor(system, target, goal, trail);
  const { findings, exchanges, retryAfter } = trail;
  return { outcome, findings, exchanges, retryAfter };
}

async function outcomeFor(system: RestSystem, target: Target, goal: Goal, trail: Trail): Promise<RevokeOutcome> {
  const { layer, accountNativeId: account, nativeKey } = target;
  if (layer === "account") {
    if (system.accountGoals.includes(goal)) return system.endAccount(account, goal, trail);
    return { kind: "unsupported", reason: `an account cannot be ${goal} through ${system.manifest.name}` };
  }
  const found = kindOf(system, target);
  if (found?.kind.end === undefined) {
    return {
      kind: "unsupported",
      reason: `${system.manifest.name} has no lever for ${nativeKey} on the layer ${layer}`,
    };
  }
  if (GOAL_OF[layer] !== goal) {
    return {
      kind: "unsupported",
      reason: `what is on the layer ${layer} cannot be ${goal} through ${system.manifest.name}`,
    };
  }
  return found.kind.end(account, found.key, trail);
}
