import { lockCasesOfItems } from "#db/queries/cases/lock-cases-of-items.ts";
import { type Facts, type ItemFacts, loadFacts, type StoredVerdict } from "#db/queries/verdicts/load-facts.ts";
import { saveVerdicts, type VerdictChangeRow, type VerdictRow } from "#db/queries/verdicts/save-verdicts.ts";
import type { Tx } from "#db/tx.ts";
import type { ReadAccessEnd } from "#lib/core/access/read-access-end.ts";
import { verdict } from "#lib/core/access/verdict.ts";
import type { Sibling, Verdict } from "#lib/core/access/verdict-input.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import type { Instant } from "#lib/core/instant.ts";
import { deriveStandings } from "./derive-standings.ts";
import { grouped } from "./grouped.ts";
import { KnownSecrets } from "./known-secrets.ts";
import { verdictInput } from "./verdict-input.ts";

/** An item with its verdict as just derived from facts. */
export interface Derived {
  readonly item: ItemFacts;
  readonly verdict: Verdict;
  /** Key of the projection before; null when there was none. */
  readonly before: string | null;
  /** Calls made for the item so far, whatever came of them. */
  readonly acts: number;
  /** When the leaver could last read it, where it is a secret that a system keeps; null while that is not known. */
  readonly readAccess: ReadAccessEnd | null;
  /** It had an exception or a hold, and none is in force any more. */
  readonly permissionEnded: boolean;
}

export interface DerivedVerdicts {
  readonly derived: readonly Derived[];
  readonly entries: readonly Entry[];
  /** How many verdicts differed from the projection in anything. */
  readonly different: number;
  readonly now: Instant | null;
}

/**
 * Derives the verdicts of items from facts, writes the projection and its history, and returns the entries that a
 * change of verdict leaves. Accounts come after what their verdict depends on, their sessions, credentials and delegations;
 * secrets that the leaver could read come last: theirs depends on every way in.
 * The items' cases are locked until commit. `landed`: steps whose calls have come back.
 */
export async function deriveVerdicts(
  tx: Tx,
  itemIds: readonly string[],
  newId: () => string,
  landed: readonly string[] = [],
): Promise<DerivedVerdicts> {
  if (itemIds.length === 0) return { derived: [], entries: [], different: 0, now: null };
  // Sent together, carried out in order: the facts are read under the lock.
  const [, facts] = await Promise.all([lockCasesOfItems(tx, itemIds), loadFacts(tx, itemIds, landed)]);
  const derived = deriveAll(facts);
  const rows: VerdictRow[] = [];
  const changes: VerdictChangeRow[] = [];
  const entries: Entry[] = [];
  const stored = new Map(facts.verdicts.map((row) => [row.itemId, row]));
  for (const { item, verdict: found, before } of derived) {
    if (same(stored.get(item.id), found)) continue;
    rows.push({ itemId: item.id, caseId: item.caseId, systemId: item.systemId, ...found });
    if (before === found.key) continue;
    changes.push({ id: newId(), itemId: item.id, key: found.key, reason: found.reason, at: facts.now });
    entries.push({
      kind: "verdict.changed",
      // Ids read back from the columns they were written to.
      caseId: idOf<"case">(item.caseId),
      data: { item: idOf<"item">(item.id), from: before, to: found.key, reason: found.reason },
    });
  }
  const readAccess = new Map(derived.map((found) => [found.item.id, found.readAccess]));
  await Promise.all([saveVerdicts(tx, rows, changes), deriveStandings(tx, facts, readAccess)]);
  return { derived, entries, different: rows.length, now: facts.now };
}

function same(stored: StoredVerdict | undefined, found: Verdict): boolean {
  return (
    stored !== undefined &&
    stored.key === found.key &&
    stored.reason === found.reason &&
    stored.until === found.until &&
    stored.validUntil === found.validUntil &&
    stored.lastSeenUsableAt === found.lastSeenUsableAt &&
    stored.firstSeenGoneAt === found.firstSeenGoneAt &&
    stored.falseClosure === found.falseClosure
  );
}

/** Verdicts of all items of `facts`, pure: the same facts give the same verdicts in any order. */
export function deriveAll(facts: Facts): Derived[] {
  const claims = grouped(facts.claims, (claim) => claim.itemId);
  const looks = grouped(facts.observations, (look) => look.itemId);
  const attestations = grouped(facts.attestations, (row) => row.itemId);
  const exceptions = grouped(facts.exceptions, (row) => row.itemId);
  const holds = grouped(facts.holds, (row) => row.itemId);
  const stored = new Map(facts.verdicts.map((row) => [row.itemId, row.key]));
  const siblings = siblingKeys(facts.verdicts);
  const derived: Derived[] = [];
  const secrets = new KnownSecrets(facts);
  for (const item of inOrder(facts.items, secrets)) {
    const account = accountOf(siblings, item);
    const readAccess = secrets.readAccessEnd(item);
    const found = verdict(
      verdictInput(item, facts.now, {
        claims: claims.get(item.id),
        observations: looks.get(item.id),
        attestations: attestations.get(item.id),
        exceptions: exceptions.get(item.id),
        holds: holds.get(item.id),
        // A known secret opens something else: it brings no account back to life.
        siblings: others(account, (id) => id !== item.id && !secrets.has(id)),
        readAccess,
      }),
    );
    secrets.add(item, found);
    account.set(item.id, { layer: item.layer, key: found.key });
    // Intents are not counted: a call that a pause kept from going out, or that was never answered, wears nobody out.
    const acts =
      claims.get(item.id)?.filter((claim) => claim.state !== "attempted" && claim.source === "connector").length ?? 0;
    const ends = [...(exceptions.get(item.id) ?? []), ...(holds.get(item.id) ?? [])].map(({ until }) => until);
    const permissionEnded = ends.length > 0 && ends.every((until) => until < facts.now);
    derived.push({ item, verdict: found, before: stored.get(item.id) ?? null, acts, readAccess, permissionEnded });
  }
  return derived;
}

type Account = Map<string, Sibling>;

function siblingKeys(verdicts: readonly StoredVerdict[]): Map<string, Account> {
  const accounts = new Map<string, Account>();
  for (const row of verdicts) {
    if (row.accountId !== null) accountOf(accounts, row).set(row.itemId, { layer: row.layer, key: row.key });
  }
  return accounts;
}

/** Items of one account, to be filled: verdicts derived a moment ago count as much as stored ones. */
function accountOf(
  accounts: Map<string, Account>,
  { caseId, accountId }: { readonly caseId: string; readonly accountId: string | null },
): Account {
  if (accountId === null) return new Map();
  const key = `${caseId} ${accountId}`;
  const account: Account = accounts.get(key) ?? new Map();
  accounts.set(key, account);
  return account;
}

function others(account: Account, isOther: (itemId: string) => boolean): readonly Sibling[] {
  return [...account].filter(([id]) => isOther(id)).map(([, sibling]) => sibling);
}

/** Each after what its verdict depends on. */
function inOrder(items: readonly ItemFacts[], secrets: KnownSecrets): readonly ItemFacts[] {
  const place = ({ id, layer }: ItemFacts) => (secrets.has(id) ? 2 : Number(layer === "account"));
  return [...items].sort((a, b) => place(a) - place(b));
}
