import type { AccessRecord, AccountRecord, Listing } from "#lib/connectors/contract.ts";
import { LAYERS, type Layer } from "#lib/core/access/layer.ts";
import { matchReason, type PersonKeys } from "#lib/core/identity/match.ts";
import { SECOND } from "#lib/core/instant.ts";
import type { InventoryResult } from "#lib/use-cases/inventory/result.ts";
import type { LeasedStep } from "#lib/use-cases/steps/lease-steps.ts";
import type { CarryOut } from "./carry-out.ts";
import type { Desk, Standing } from "./desk.ts";
import type { HeldStep } from "./lane.ts";
import type { Permits } from "./permits.ts";

/** From here on one complete listing serves everybody; below it each person is looked up. */
export const LISTING_FROM = 12;

type Accounts = Listing<AccountRecord>;
type Access = Listing<AccessRecord>;
/** Nothing was asked: the target wants to be left alone for a while. A second, then its own pause counts. */
const PAUSED: Accounts = { ...unread<AccountRecord>(), sought: "The target asked for a pause.", retryAfter: SECOND };
const NO_ACCESS: Access = { rows: [], complete: true, failure: null, sought: "", exchanges: [], retryAfter: null };

/** So long a lease says that the step is ours still: what is read in vain harms nobody, so reads need not ask again. */
const LEASE_FRESH_MS = 250;

async function standingOf(step: HeldStep, desk: Desk): Promise<Standing> {
  if (performance.now() - step.heldSince > LEASE_FRESH_MS) return desk.standing(step);
  return { now: step.leasedAt, live: true, blocked: false, checkedAt: step.heldSince };
}

/** Takes the inventory of one person in one system. null = the step was lost before anything was called. */
export async function lookUpPerson(step: HeldStep, at: CarryOut): Promise<InventoryResult | null> {
  const standing = await standingOf(step, at.desk);
  if (!standing.live) return null;
  if (standing.blocked || at.permits.isPaused) return resultOf(step, at, atOnce(standing.now), PAUSED, NO_ACCESS);
  const accounts = await controlled(step, await find(step, at), at);
  const own = accounts.rows.filter((row) => matchReason(row, keysOf(step)) !== null);
  const access = own.length === 0 ? NO_ACCESS : await accessOf(own, at);
  const after = await at.desk.standing(step);
  return resultOf(step, at, { startedAt: standing.now, endedAt: after.now }, { ...accounts, rows: own }, access);
}

/** Takes the inventory of many people from one listing of the system. */
export async function listPeople(steps: readonly HeldStep[], at: CarryOut): Promise<readonly InventoryResult[]> {
  const standings = await Promise.all(steps.map((step) => standingOf(step, at.desk)));
  const live = steps.filter((_, place) => standings[place]?.live);
  const [first] = live;
  if (first === undefined) return [];
  // The earliest reading of the clock: no look may claim to have begun later than it did.
  const startedAt = Math.min(...standings.map((standing) => standing.now));
  if (at.permits.isPaused || standings.some((standing) => standing.blocked)) {
    return live.map((step) => resultOf(step, at, atOnce(startedAt), PAUSED, NO_ACCESS));
  }
  const accounts = await believed(first.systemId, await list(at), at);
  const byPerson = matchPeople(live, accounts.rows);
  const matched = [...new Set([...byPerson.values()].flat())];
  const access = matched.length === 0 ? NO_ACCESS : await accessOf(matched, at);
  const { now: endedAt } = await at.desk.standing(first);
  const read = { exchanges: [...accounts.exchanges, ...access.exchanges] };
  const accessBy = groupAccess(access.rows);
  return live.map((step) => {
    const own = byPerson.get(step.id) ?? [];
    const rows = own.flatMap((row) => accessBy.get(row.nativeId) ?? []);
    return { ...resultOf(step, at, { startedAt, endedAt }, { ...accounts, rows: own }, { ...access, rows }), read };
  });
}

/**
 * "Nobody found" is believed only beside a question of the same kind whose answer is known: somebody else who is there
 * must be found too. A target that answers everything with an empty list would otherwise end every case.
 */
async function controlled(step: LeasedStep, accounts: Accounts, at: CarryOut): Promise<Accounts> {
  if (!accounts.complete || accounts.rows.some((row) => matchReason(row, keysOf(step)) !== null)) return accounts;
  const known = at.desk.control(step.systemId);
  if (known !== undefined) {
    const found = await findBy(controlKeys(known), at);
    const answered = found.rows.some((row) => row.nativeId === known.nativeId);
    if (answered) return { ...accounts, exchanges: [...accounts.exchanges, ...found.exchanges] };
  }
  const listed = await believed(step.systemId, await list(at), at);
  return { ...listed, exchanges: [...accounts.exchanges, ...listed.exchanges] };
}

function controlKeys({ userName }: AccountRecord): PersonKeys {
  return { userNames: [userName], emails: [], externalIds: [] };
}

/** A complete listing is measured against the last one: one that lost a large share proves nothing absent. */
async function believed(systemId: string, accounts: Accounts, at: CarryOut): Promise<Accounts> {
  if (!accounts.complete) return accounts;
  const { held } = await at.desk.judgeListing(systemId, accounts.rows.length);
  // Somebody in the middle: the first in a list is most often an administrator whom filters hide.
  if (!held) at.desk.keepControl(systemId, accounts.rows[Math.floor(accounts.rows.length / 2)]);
  return held ? { ...accounts, complete: false } : accounts;
}

function atOnce(now: number): { readonly startedAt: number; readonly endedAt: number } {
  return { startedAt: now, endedAt: now };
}

function resultOf(
  step: LeasedStep,
  at: CarryOut,
  when: { readonly startedAt: number; readonly endedAt: number },
  accounts: Accounts,
  access: Access,
): InventoryResult {
  const keys = keysOf(step);
  const failure = accounts.failure ?? access.failure;
  const retryAfter = accounts.retryAfter ?? access.retryAfter;
  const { neverWhole = false } = at.system.connection.manifest;
  return {
    step,
    observer: at.system.observer,
    ...when,
    accounts: accounts.rows.map((row) => ({ ...row, because: matchReason(row, keys) ?? "external_id" })),
    access: access.rows,
    complete: accounts.complete && access.complete,
    unread: unreadBy(at),
    failure,
    sought: accounts.sought,
    read: { exchanges: [...accounts.exchanges, ...access.exchanges] },
    retryAfter,
    neverWhole: neverWhole && failure === null && retryAfter === null,
  };
}

/** What the connector's kind offers and this system's credential cannot read is in no manifest of the connection. */
function unreadBy({ system }: CarryOut): readonly Layer[] {
  const { layers } = system.connection.manifest;
  return LAYERS.filter((layer) => layers[layer]?.observe !== true);
}

function find(step: LeasedStep, at: CarryOut): Promise<Accounts> {
  return findBy(keysOf(step), at);
}

async function findBy(keys: PersonKeys, { system, permits, signal }: Omit<CarryOut, "desk">): Promise<Accounts> {
  const { connection } = system;
  if (connection.findAccounts === undefined) return list({ system, permits, signal });
  return guarded(permits, () =>
    permits.hold("act", async () => (await connection.findAccounts?.(keys, signal)) ?? unread()),
  );
}

async function list({ system, permits, signal }: Omit<CarryOut, "desk">): Promise<Accounts> {
  return guarded(permits, () =>
    permits.hold("act", async () => (await system.connection.listAccounts?.(signal)) ?? unread()),
  );
}

async function accessOf(accounts: readonly AccountRecord[], { system, permits, signal }: CarryOut): Promise<Access> {
  const ids = accounts.map((account) => account.nativeId);
  if (system.connection.listAccess === undefined) return NO_ACCESS;
  return guarded(permits, () =>
    permits.hold("look", async () => (await system.connection.listAccess?.(ids, signal)) ?? unread()),
  );
}

/** A connector that throws has read nothing that could be believed. */
async function guarded<Row>(permits: Permits, read: () => Promise<Listing<Row>>): Promise<Listing<Row>> {
  try {
    const listing = await read();
    if (listing.retryAfter !== null) permits.pause(listing.retryAfter);
    return listing;
  } catch {
    return unread();
  }
}

function unread<Row>(): Listing<Row> {
  return {
    rows: [],
    complete: false,
    failure: "connection",
    sought: "Nothing was read.",
    exchanges: [],
    retryAfter: null,
  };
}

function keysOf(step: LeasedStep): PersonKeys {
  return {
    userNames: step.userNames ?? [],
    emails: step.emails ?? [],
    externalIds: step.personKey === null ? [] : [step.personKey],
  };
}

/** Rows of a listing by person, through maps: a thousand people against a hundred thousand rows. */
function matchPeople(steps: readonly LeasedStep[], rows: readonly AccountRecord[]): Map<string, AccountRecord[]> {
  const byKey = new Map<string, LeasedStep[]>();
  for (const step of steps) {
    const keys = keysOf(step);
    for (const key of [...keys.userNames, ...keys.emails, ...keys.externalIds]) {
      const folded = key.toLowerCase();
      byKey.set(folded, [...(byKey.get(folded) ?? []), step]);
    }
  }
  const matched = new Map<string, AccountRecord[]>();
  for (const row of rows) {
    const candidates = [row.userName, ...row.emails, row.externalId ?? ""].flatMap(
      (key) => byKey.get(key.toLowerCase()) ?? [],
    );
    for (const step of new Set(candidates)) {
      if (matchReason(row, keysOf(step)) !== null) matched.set(step.id, [...(matched.get(step.id) ?? []), row]);
    }
  }
  return matched;
}

function groupAccess(rows: readonly AccessRecord[]): Map<string, AccessRecord[]> {
  const groups = new Map<string, AccessRecord[]>();
  for (const row of rows) {
    const group = groups.get(row.accountNativeId);
    if (group === undefined) groups.set(row.accountNativeId, [row]);
    else group.push(row);
  }
  return groups;
}
