import type { RunCtx } from "./command.ts";

/** Whether the record was changed since the caller read it. A caller that names no version accepts any. */
export function versionPassed(ctx: Pick<RunCtx, "expectedVersion">, version: number): boolean {
  return ctx.expectedVersion !== null && ctx.expectedVersion !== version;
}
