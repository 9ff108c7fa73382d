import type { z } from "zod";
import type { Tx } from "#db/tx.ts";
import { withTx } from "#db/tx.ts";
import { type DomainError, domainError } from "#lib/core/errors.ts";
import { type Action, isPermitted } from "#lib/core/permissions.ts";
import { type Reasons, refused } from "#lib/core/result.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { principalOf, scopeOf } from "./actor.ts";
import { inputRefusals } from "./input.ts";

/** A read. It runs in a read-only transaction: the database refuses a write from here. */
export interface Query<Input, View> {
  readonly name: string;
  readonly kind: "query";
  readonly input: z.ZodType<Input>;
  readonly permission: Action;
  readonly run: (tx: Tx, ctx: Ctx, input: Input) => Promise<QueryResult<View>>;
}

/** A view, or why there is none to show. */
export type QueryResult<View> =
  | { readonly ok: true; readonly value: View }
  | { readonly ok: false; readonly reasons: Reasons<DomainError> };

/** Declares a read. */
export function defineQuery<Input, View>(query: Omit<Query<Input, View>, "kind">): Query<Input, View> {
  return { ...query, kind: "query" };
}

/** Carries a read out: strict input, permission, read-only transaction under the actor's rows. */
export async function runQuery<Input, View>(
  ctx: Ctx,
  query: Query<Input, View>,
  rawInput: unknown,
): Promise<QueryResult<View>> {
  if (!isPermitted(principalOf(ctx.actor), query.permission)) return refused(domainError("not_permitted"));
  const parsed = query.input.safeParse(rawInput);
  if (!parsed.success) return { ok: false, reasons: inputRefusals(parsed.error) };
  return withTx(ctx.database, scopeOf(ctx.actor), "read", (tx) => query.run(tx, ctx, parsed.data));
}
