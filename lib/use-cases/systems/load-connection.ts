import { type ConnectionRow, loadConnection as load } from "#db/queries/systems/load-connection.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import type { Ctx } from "#lib/runtime/context.ts";

export type { ConnectionRow } from "#db/queries/systems/load-connection.ts";

/** A system as the worker opens it; secrets still sealed. undefined when it is not there. */
export function loadConnection(ctx: Ctx, systemId: string): Promise<ConnectionRow | undefined> {
  return withTx(ctx.database, ALL_ROWS, "read", (tx) => load(tx, systemId));
}
