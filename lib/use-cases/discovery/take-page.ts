import { lockRun } from "#db/queries/discovery/lock-run.ts";
import { isListable, type ListedAccount, savePage } from "#db/queries/discovery/save-page.ts";
import type { LeasedStep } from "#db/queries/steps/leased-details.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import type { AccountPage, AccountRecord } from "#lib/connectors/contract.ts";
import { kindOfAccount } from "#lib/core/identity/kind-of-account.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { KEY_SPACE, type KeyTable } from "../_kit/keys/key-table.ts";
import { LEFT } from "./load-people-keys.ts";

/** The run is over or somebody else's by now; nothing of the page is kept. */
class RunLost extends Error {}

/** What a page is taken with. */
export interface PageTaking {
  readonly keys: KeyTable;
  /** The system was never listed before. */
  readonly first: boolean;
  /** Called once the page is on its way to the database, and again where it has to be sent once more. */
  sent(): void;
}

/**
 * Keeps one page and where to go on, in one transaction: a worker that dies leaves neither half a page nor a page read
 * twice. What is listed is no fact of anybody: that is written down when the run has come to its end.
 * @returns false when the run is over or somebody else's by now
 */
export async function takePage(ctx: Ctx, step: LeasedStep, page: AccountPage, by: PageTaking): Promise<boolean> {
  const readable = page.rows.filter(({ nativeId, userName }) => isListable(nativeId) && isListable(userName));
  const accounts = distinct(readable).map((row) => listed(row, by.keys));
  const unreadable = page.rows.length - readable.length + (page.unreadable ?? 0);
  const { next: cursor, total, rows } = page;
  const of = { runId: step.id, systemId: step.systemId, cursor, rows: rows.length, unreadable, total };
  const keep = (allNew: boolean) =>
    withTx(ctx.database, ALL_ROWS, "write", async (tx) => {
      // Sent together, carried out in order: where the lock finds nothing the rest is rolled back.
      const written = Promise.all([lockRun(tx, step.id, step.fence), savePage(tx, { ...of, allNew }, accounts)]);
      by.sent();
      const [run] = await written;
      if (run === undefined) throw new RunLost();
    });
  try {
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
