import type { Ctx } from "#lib/runtime/context.ts";
import { announceChanges, type ChangeCursor } from "#lib/use-cases/changes/announce-changes.ts";

/** At most five announcements a second, however much changes. */
const INTERVAL_MS = 200;

/**
 * Tells web processes what changed. It reads the change table behind a cursor and announces in a statement of its own:
 * a NOTIFY inside a fact's transaction would put all commits in one queue. Several workers may announce the same; a
 * listener that hears twice reads twice, which changes nothing.
 */
export function startNotifier(ctx: Ctx): () => void {
  let cursor: ChangeCursor | null = null;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const tick = async () => {
    try {
      cursor = await announceChanges(ctx, cursor);
    } catch (cause) {
      ctx.logger.log("warn", "changes could not be announced; trying again", { cause: String(cause) });
    }
    if (!stopped) timer = setTimeout(() => void tick(), INTERVAL_MS);
  };
  void tick();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
