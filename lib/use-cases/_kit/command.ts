import type { z } from "zod";
import type { Tx } from "#db/tx.ts";
import type { DomainError } from "#lib/core/errors.ts";
import type { Entries } from "#lib/core/evidence/entry.ts";
import type { Action } from "#lib/core/permissions.ts";
import type { Reasons } from "#lib/core/result.ts";
import type { Tag } from "#lib/core/tags.ts";
import type { Ctx } from "#lib/runtime/context.ts";

/** What a run sees: the call's context, and the version of the record that the caller read, when named. */
export interface RunCtx extends Ctx {
  readonly expectedVersion: number | null;
}

/** The run went ahead. Evidence cannot be left out: an empty list does not type-check. */
export interface Done<Result> {
  readonly ok: true;
  readonly result: Result;
  readonly evidence: Entries;
  /** Steps were enqueued: the workers are woken after commit. */
  readonly wakes?: boolean;
}

/** The run refuses. Everything it wrote is rolled back; the refusal itself is recorded as evidence. */
export interface Refused {
  readonly ok: false;
  readonly reasons: Reasons<DomainError>;
}

export type RunResult<Result> = Done<Result> | Refused;

/** A change. `Result` is what the caller gets back: plain JSON, no secret, since receipts keep it. */
export interface Command<Input, Result> {
  readonly name: string;
  readonly kind: "command";
  /** A strict object schema: keys that are not named are refused. */
  readonly input: z.ZodType<Input>;
  readonly permission: Action;
  /** What of the input tells two requests apart; left out: all of it. Keeps secrets out of the receipt's digest. */
  readonly receiptInput?: (input: Input) => unknown;
  readonly touches: (input: Input, result: Result) => readonly Tag[];
  readonly run: (tx: Tx, ctx: RunCtx, input: Input) => Promise<RunResult<Result>>;
}

/** Declares a command. A run whose result lacks evidence does not compile (fixtures/without-evidence.ts). */
export function defineCommand<Input, Result>(command: Omit<Command<Input, Result>, "kind">): Command<Input, Result> {
  return { ...command, kind: "command" };
}

/** The run's answer when it goes ahead. */
export function done<Result>(
  result: Result,
  evidence: Entries,
  options: { readonly wakes?: boolean } = {},
): Done<Result> {
  return { ok: true, result, evidence, ...options };
}
