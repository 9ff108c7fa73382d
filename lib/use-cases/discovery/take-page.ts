import { advanceRun, isListable, type ListedAccount, type PageOf, savePage } from "#db/queries/discovery/save-page.ts";
import type { LeasedStep } from "#db/queries/steps/leased-details.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import type { AccountPage, AccountRecord } from "#lib/connectors/contract.ts";
import { kindOfAccount } from "#lib/core/identity/kind-of-account.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { KEY_SPACE, type KeyTable } from "../_kit/keys/key-table.ts";
import { LEFT } from "./load-people-keys.ts";

/** The run is over or somebody else's by now, or the page before was not kept; nothing of the page is kept. */
class RunLost extends Error {}

/** A page on its way to the database. */
export interface Taking {
  /** Ids of its accounts. */
  readonly ids: ReadonlySet<string>;
  /** Fulfilled once the database has it to work on, or it has failed before that. */
  readonly sent: Promise<void>;
  /** Whether it was kept; false when the run is over or somebody else's by now. */
  readonly kept: Promise<boolean>;
}

/** What a page is taken with. */
export interface PageTaking {
  readonly keys: KeyTable;
  /** The system was never listed before. */
  readonly first: boolean;
  /** The page before, which may still be on its way. */
  readonly before: Taking | null;
}

/**
 * Keeps one page and where to go on, in one transaction: a worker that dies leaves neither half a page nor a page read
 * twice. Two pages may be written at once; the place moves on page by page, so what is kept is always all up to there.
 * What is listed is no fact of anybody: that is written down when the run has come to its end.
 */
export function takePage(ctx: Ctx, step: LeasedStep, page: AccountPage, by: PageTaking): Taking {
  const readable = page.rows.filter(({ nativeId, userName }) => isListable(nativeId) && isListable(userName));
  const accounts = distinct(readable).map((row) => listed(row, by.keys));
  const unreadable = page.rows.length - readable.length + (page.unreadable ?? 0);
  const { next: cursor, total, rows } = page;
  const of = { runId: step.id, systemId: step.systemId, cursor, rows: rows.length, unreadable, total };
  const ids = new Set(accounts.map(({ nativeId }) => nativeId));
  const { promise: sent, resolve } = Promise.withResolvers<void>();
  const kept = keepInTurn(ctx, step, { of, ids, accounts, sent: resolve }, by);
  // Whoever waits for it hears of its failure; until then nobody may be there to.
  kept.then(
    () => resolve(),
    () => resolve(),
  );
  return { ids, sent, kept };
}

interface ToKeep {
  readonly of: Omit<PageOf, "allNew">;
  readonly ids: ReadonlySet<string>;
  readonly accounts: readonly ListedAccount[];
  sent(): void;
}

async function keepInTurn(
  ctx: Ctx,
  step: LeasedStep,
  { of, ids, accounts, sent }: ToKeep,
  by: PageTaking,
): Promise<boolean> {
  const before = by.before?.kept ?? Promise.resolve(true);
  const keep = (allNew: boolean) =>
    withTx(ctx.database, ALL_ROWS, "write", async (tx) => {
      const page = { ...of, allNew };
      const written = savePage(tx, page, accounts);
      sent();
      await written;
      if (!(await before)) throw new RunLost();
      if (!(await advanceRun(tx, page, step.fence))) throw new RunLost();
    });
  try {
    // An account on both pages would have this one wait in the database for the other, and that one here for this one.
    if ([...ids].some((id) => by.before?.ids.has(id))) await before;
    // A first listing has an account twice only where pages shift under the reader.
    await keep(by.first).catch((cause: unknown) => (by.first && isTaken(cause) ? keep(false) : Promise.reject(cause)));
    return true;
  } catch (cause) {
    if (cause instanceof RunLost) return false;
    throw cause;
  }
}

/** PostgreSQL: unique_violation. */
function isTaken(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "23505";
}

/** An account that a page names twice would be written twice by one statement, which PostgreSQL refuses. */
function distinct(rows: readonly AccountRecord[]): readonly AccountRecord[] {
  const byId = new Map(rows.map((row) => [row.nativeId, row]));
  return byId.size === rows.length ? rows : [...byId.values()];
}

function listed(row: AccountRecord, keys: KeyTable): ListedAccount {
  const { nativeId, userName, displayName, externalId, presence, kind } = row;
  const emails = row.emails.filter((email) => email !== "" && !email.includes("\n") && isListable(email));
  return {
    nativeId,
    userName,
    displayName: displayName !== null && isListable(displayName) ? displayName : null,
    emails,
    externalId: externalId !== null && externalId !== "" && isListable(externalId) ? externalId : null,
    kind: kindOfAccount({ said: kind ?? null, userName }),
    presence,
    standing: standingOf(row, keys),
  };
}

/** Somebody who has left stands before somebody who stays: an account of both is one to look at. */
function standingOf({ userName, emails, externalId }: AccountRecord, keys: KeyTable): ListedAccount["standing"] {
  let flags = keys.find(KEY_SPACE.name, userName) | keys.find(KEY_SPACE.personKey, externalId ?? "");
  for (const email of emails) flags |= keys.find(KEY_SPACE.email, email);
  if (flags === 0) return "uncorrelated";
  return (flags & LEFT) === 0 ? "person" : "left";
}
