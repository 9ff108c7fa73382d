import { announce, latestChange, readChanges } from "#db/queries/change/announce.ts";
import type { Ctx } from "#lib/runtime/context.ts";

/** Numbers are given before commits, so a change may appear below the newest: this many are read again. */
const OVERLAP = 500;

/** Where announcing stands, and which of the changes read again were announced before. */
export interface ChangeCursor {
  readonly last: number;
  readonly announced: ReadonlySet<number>;
}

/** Announces the tags changed since `cursor`, each once. A null cursor starts at the present end. */
export async function announceChanges(ctx: Ctx, cursor: ChangeCursor | null): Promise<ChangeCursor> {
  if (cursor === null) return { last: await latestChange(ctx.database), announced: new Set() };
  const changes = await readChanges(ctx.database, cursor.last - OVERLAP);
  const fresh = changes.filter((change) => !cursor.announced.has(change.id));
  if (fresh.length > 0) await announce(ctx.database, [...new Set(fresh.map((change) => change.tag))]);
  const last = Math.max(cursor.last, ...fresh.map((change) => change.id));
  return {
    last,
    announced: new Set(changes.filter((change) => change.id > last - OVERLAP).map((change) => change.id)),
  };
}
