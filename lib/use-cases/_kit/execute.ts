import { appendChanges } from "#db/queries/change/append-changes.ts";
import { wakeWorkers } from "#db/queries/work/wake-workers.ts";
import { type Tx, withTx } from "#db/tx.ts";
import { type DomainError, domainError } from "#lib/core/errors.ts";
import { isPermitted } from "#lib/core/permissions.ts";
import { type Reasons, refused } from "#lib/core/result.ts";
import type { Tag } from "#lib/core/tags.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { accountableText, principalOf, receiptHolder, scopeOf } from "./actor.ts";
import type { Command, Refused } from "./command.ts";
import { appendEvidence } from "./evidence.ts";
import { inputRefusals } from "./input.ts";
import { earlier, hashInput, type Keyed, keep } from "./receipt.ts";
import { retryingConflicts } from "./retry.ts";

export interface ExecuteOptions {
  /** Under it the same command with the same input gives the same answer and changes nothing again. null: none. */
  readonly idempotencyKey: string | null;
  /** Version of the record that the caller read; null when the caller named none. */
  readonly expectedVersion?: number | null;
}

/** What came of a command. */
export type Outcome<Result> =
  | { readonly ok: true; readonly result: Result; readonly touches: readonly Tag[]; readonly replayed: boolean }
  | { readonly ok: false; readonly reasons: Reasons<DomainError> };

/**
 * Carries a command out: strict input → permission → one transaction holding receipt, run, evidence and changes.
 * Fail-closed: whatever of it fails, nothing of it stays. A refusal is returned and recorded; a fault is thrown.
 */
export async function execute<Input, Result>(
  ctx: Ctx,
  command: Command<Input, Result>,
  rawInput: unknown,
  options: ExecuteOptions,
): Promise<Outcome<Result>> {
  // Permission first: what the input of a command looks like is nobody's business who may not run it.
  if (!isPermitted(principalOf(ctx.actor), command.permission)) {
    return refuse(ctx, command.name, refused(domainError("not_permitted")));
  }
  const parsed = command.input.safeParse(rawInput);
  if (!parsed.success) return { ok: false, reasons: inputRefusals(parsed.error) };
  const attempt = await retryingConflicts(() => attemptRun(ctx, command, parsed.data, options));
  if (!attempt.ok) return refuse(ctx, command.name, attempt);
  if (attempt.wakes) await wakeWorkers(ctx.database);
  return { ok: true, result: attempt.result, touches: attempt.touches, replayed: attempt.replayed };
}

type Attempt<Result> =
  | {
      readonly ok: true;
      readonly result: Result;
      readonly touches: readonly Tag[];
      readonly replayed: boolean;
      readonly wakes: boolean;
    }
  | Refused;

/** Leaves a transaction whose run refused, so that everything it wrote is rolled back. */
class RolledBack extends Error {
  readonly refusal: Refused;
  constructor(refusal: Refused) {
    super("the run refused");
    this.refusal = refusal;
  }
}

/** Characters that the database has no place for, in a field whose shape only the command's own parts know. */
const UNSTORABLE = new Set(["22021", "22P05"]);

function isUnstorable(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" && UNSTORABLE.has(cause.code);
}

async function attemptRun<Input, Result>(
  ctx: Ctx,
  command: Command<Input, Result>,
  input: Input,
  options: ExecuteOptions,
): Promise<Attempt<Result>> {
  try {
    return await withTx(ctx.database, scopeOf(ctx.actor), "write", (tx) => runOnce(tx, ctx, command, input, options));
  } catch (cause) {
    if (cause instanceof RolledBack) return cause.refusal;
    if (isUnstorable(cause)) return refused(domainError("input_invalid"));
    throw cause;
  }
}

async function runOnce<Input, Result>(
  tx: Tx,
  ctx: Ctx,
  command: Command<Input, Result>,
  input: Input,
  options: ExecuteOptions,
): Promise<Attempt<Result>> {
  const expectedVersion = options.expectedVersion ?? null;
  const keyed = keyedBy(
    ctx,
    command.name,
    command.receiptInput?.(input) ?? input,
    expectedVersion,
    options.idempotencyKey,
  );
  const before = keyed === null ? ({ kind: "none" } as const) : await earlier(tx, keyed);
  if (before.kind === "other") throw new RolledBack(refused(domainError("idempotency_conflict")));
  if (before.kind === "same") {
    // The receipt was written by this command from a value of this type.
    const result = before.result as Result;
    return { ok: true, result, touches: command.touches(input, result), replayed: true, wakes: false };
  }
  const ran = await command.run(tx, { ...ctx, expectedVersion }, input);
  if (!ran.ok) throw new RolledBack(ran);
  const touches = command.touches(input, ran.result);
  await appendEvidence(tx, frameOf(ctx), ran.evidence);
  await Promise.all([appendChanges(tx, touches), keyed === null ? undefined : keep(tx, keyed, ran.result)]);
  return { ok: true, result: ran.result, touches, replayed: false, wakes: ran.wakes ?? false };
}

function keyedBy(ctx: Ctx, command: string, input: unknown, version: number | null, key: string | null): Keyed | null {
  if (key === null) return null;
  return { holder: receiptHolder(ctx.actor), key, command, inputHash: hashInput(input, version, ctx.sha256) };
}

/** Frame of the entries that `ctx`'s actor writes. */
export function frameOf(ctx: Ctx) {
  return { by: accountableText(ctx.actor), requestId: ctx.requestId, sha256: ctx.sha256 };
}

/** Records a refusal in a transaction of its own: the run's was rolled back, and nothing else was changed. */
export async function refuse(ctx: Ctx, command: string, refusal: Refused): Promise<Refused> {
  const codes = refusal.reasons.map((reason) => reason.code);
  await withTx(ctx.database, scopeOf(ctx.actor), "write", (tx) =>
    appendEvidence(tx, frameOf(ctx), [{ kind: "command.refused", caseId: null, data: { command, codes } }]),
  );
  return refusal;
}
