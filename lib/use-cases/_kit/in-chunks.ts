import type { DomainError } from "#lib/core/errors.ts";
import type { Reasons } from "#lib/core/result.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import type { Command } from "./command.ts";
import { execute } from "./execute.ts";

interface Recorded<Row> {
  readonly results: readonly Row[];
}

interface Chunked<Input, Result> {
  readonly command: Command<Input, Result>;
  readonly rows: readonly unknown[];
  readonly rowsMax: number;
  /** Input of one transaction, from its rows and the place of the first of them. */
  readonly toInput: (part: readonly unknown[], first: number) => unknown;
  /** Idempotency key of the whole batch; every part has its own, made from it. */
  readonly key: string | null;
}

/**
 * Carries a command out over any number of rows, a transaction for every `rowsMax`. Each row is taken whole or not at
 * all; sent again after a break, rows already taken are recognised.
 */
export async function inChunks<Row, Input, Result extends Recorded<Row>>(
  ctx: Ctx,
  { command, rows, rowsMax, toInput, key }: Chunked<Input, Result & Recorded<Row>>,
): Promise<
  { readonly ok: true; readonly value: readonly Row[] } | { readonly ok: false; readonly reasons: Reasons<DomainError> }
> {
  const results: Row[] = [];
  for (let first = 0; first < rows.length; first += rowsMax) {
    const part = rows.slice(first, first + rowsMax);
    const idempotencyKey = key === null ? null : `${key}#${first}`;
    const outcome = await execute(ctx, command, toInput(part, first), { idempotencyKey });
    if (!outcome.ok) return outcome;
    results.push(...outcome.result.results);
  }
  return { ok: true, value: results };
}
