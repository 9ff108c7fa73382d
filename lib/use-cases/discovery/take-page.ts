import { lockRun } from "#db/queries/discovery/lock-run.ts";
import { type ListedAccount, moveRun, savePage } from "#db/queries/discovery/save-page.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import type { AccountPage, AccountRecord } from "#lib/connectors/contract.ts";
import { folded } from "#lib/core/identity/folded.ts";
import { kindOfAccount } from "#lib/core/identity/kind-of-account.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import type { LeasedStep } from "../steps/lease-steps.ts";

/**
 * Keeps one page and where to go on, in one transaction: a worker that dies leaves neither half a page nor a page read
 * twice. What is listed is no fact of anybody: that is written down when the run has come to its end.
 * @returns false when the run is over or somebody else's by now
 */
export function takePage(ctx: Ctx, { id, fence }: LeasedStep, page: AccountPage): Promise<boolean> {
  const accounts = distinct(page.rows).map(listed);
  return withTx(ctx.database, ALL_ROWS, "write", async (tx) => {
    const run = await lockRun(tx, id, fence);
    if (run === undefined) return false;
    const unreadable = page.findings?.filter((one) => one.code === "unreadable_rows").length ?? 0;
    await Promise.all([
      savePage(tx, run, accounts),
      moveRun(tx, { runId: id, cursor: page.next, rows: page.rows.length, unreadable, total: page.total }),
    ]);
    return true;
  });
}

/** An account that a page names twice would be written twice by one statement, which PostgreSQL refuses. */
function distinct(rows: readonly AccountRecord[]): readonly AccountRecord[] {
  const byId = new Map(rows.map((row) => [row.nativeId, row]));
  return byId.size === rows.length ? rows : [...byId.values()];
}

function listed({ nativeId, userName, displayName, emails, externalId, presence, kind }: AccountRecord): ListedAccount {
  const plain = emails.filter((email) => email !== "" && !email.includes("\n"));
  return {
    nativeId,
    userName,
    displayName,
    emails: plain,
    externalId: externalId === "" ? null : externalId,
    nameKey: folded(userName),
    mailKeys: plain.map(folded),
    kind: kindOfAccount({ said: kind ?? null, userName }),
    presence,
  };
}
