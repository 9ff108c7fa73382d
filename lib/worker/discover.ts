import type { AccountPage, CallFailure, Connection, PageRequest } from "#lib/connectors/contract.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { countRun, failRun, finishRun } from "#lib/use-cases/discovery/finish-run.ts";
import { loadPeopleKeys } from "#lib/use-cases/discovery/load-people-keys.ts";
import { type OpenRun, openRun } from "#lib/use-cases/discovery/open-run.ts";
import { putOffRun } from "#lib/use-cases/discovery/put-off-run.ts";
import { type Taking, takePage } from "#lib/use-cases/discovery/take-page.ts";
import type { LeasedStep } from "#lib/use-cases/steps/lease-steps.ts";
import type { CarryOut } from "./carry-out.ts";

const NOT_OPENED = "The system could not be opened with its settings.";
const NEVER_ANSWERED = "The target did not answer, however often it was asked.";
const REFUSED = "The target refused the credentials. Check that they are valid and may list accounts.";
const UNTRUSTED =
  "The certificate of the target is not trusted. Check its address, or have the operator trust who signed it.";
const UNREADABLE = "What the target answered is not a list of accounts. Check the system and its address.";

/**
 * Lists a system page by page, from where the run stands. The next page is asked for once one is on its way to the
 * database, so that neither waits for the other; at most two are on their way there, and one is being read.
 */
export async function discover(step: LeasedStep, at: CarryOut | "not_connected" | null, ctx: Ctx): Promise<void> {
  const run = await openRun(ctx, step);
  if (run === undefined) return;
  if (at === null || at === "not_connected") return failRun(ctx, step, NOT_OPENED);
  if (step.attempts > step.attemptsMax) return failRun(ctx, step, NEVER_ANSWERED);
  // A cursor that is null after pages were read: the worker before died between the last page and the end.
  const isRead = run.cursor === null && run.pages > 0;
  if (!isRead && !(await readOn(step, at, ctx, run))) return;
  const read = await countRun(ctx, step);
  if (read === undefined) return;
  // An empty list is measured too: nothing is there, or we see nothing.
  const { held } = read.complete ? await at.desk.judgeListing(step.systemId, read.counts.accounts) : { held: false };
  await finishRun(ctx, step, { ...read, held });
}

/** @returns whether the last page was read and written down by this very worker */
async function readOn(
  step: LeasedStep,
  at: CarryOut,
  ctx: Ctx,
  { cursor, changedSince, first }: OpenRun,
): Promise<boolean> {
  const keys = await loadPeopleKeys(ctx);
  const ask = (from: string | null) => (at.signal.aborted ? null : nextPage(at, { cursor: from, changedSince }));
  let earlier: Taking | null = null;
  let before: Taking | null = null;
  for (let next = ask(cursor); next !== null; ) {
    const page: AccountPage = await next;
    // At most two on their way. Whatever is wrong with one shows in whoever comes after it, too.
    if (earlier !== null && !(await earlier.kept)) return false;
    if (page.failure !== null) {
      if (before === null || (await before.kept)) await putOff(step, at, ctx, page);
      return false;
    }
    earlier = before;
    before = takePage(ctx, step, page, { keys, first, before });
    if (page.next === null) return await before.kept;
    await before.sent;
    next = ask(page.next);
  }
  // Told to end: what is on its way is kept, and the next worker goes on from there.
  await before?.kept;
  return false;
}

/** Failures that pass by themselves. Everything else stays as it is however often it is asked. */
const PASSING: ReadonlySet<CallFailure> = new Set(["timeout", "connection", "rate_limited", "server_error"]);

async function putOff(step: LeasedStep, at: CarryOut, ctx: Ctx, page: AccountPage): Promise<void> {
  const [finding] = page.findings ?? [];
  if (finding !== undefined) return failRun(ctx, step, finding.detail);
  if (page.failure === "unauthorised") return failRun(ctx, step, REFUSED);
  if (page.failure === "certificate") return failRun(ctx, step, UNTRUSTED);
  if (page.failure !== null && !PASSING.has(page.failure)) return failRun(ctx, step, UNREADABLE);
  const { now } = await at.desk.standing(step);
  await putOffRun(ctx, step, now, page.retryAfter);
}

async function nextPage({ system, permits, signal }: CarryOut, request: PageRequest): Promise<AccountPage> {
  const page = await permits.hold("look", () => readPage(system.connection, request, signal));
  if (page.retryAfter !== null) permits.pause(page.retryAfter);
  return page;
}

const UNREAD: AccountPage = {
  rows: [],
  next: null,
  total: null,
  failure: "connection",
  exchanges: [],
  retryAfter: null,
};

/** Never throws: a page is asked for while another is written down, and nobody would be there to catch it. */
async function readPage(connection: Connection, request: PageRequest, signal: AbortSignal): Promise<AccountPage> {
  try {
    if (connection.pageAccounts !== undefined) return await connection.pageAccounts(request, signal);
    if (connection.listAccounts === undefined) return UNREAD;
    const { rows, complete, failure, findings = [], exchanges, retryAfter } = await connection.listAccounts(signal);
    // All at once, or not at all: a listing that is not complete has no place to go on from.
    const broken = failure ?? (complete ? null : "unexpected_shape");
    return { rows, next: null, total: null, failure: broken, findings, exchanges, retryAfter };
  } catch {
    return UNREAD;
  }
}
