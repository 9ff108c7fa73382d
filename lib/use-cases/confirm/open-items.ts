import { type OpenRow, readOpen } from "#db/queries/confirm/read-open.ts";
import type { Tx } from "#db/tx.ts";
import { VERDICT_GROUP, VERDICTS } from "#lib/core/access/verdict-key.ts";
import { DAY, type Instant } from "#lib/core/instant.ts";
import type { Actor } from "#lib/runtime/context.ts";

export type LinkActor = Extract<Actor, { kind: "confirmLink" }>;

const OPEN = VERDICTS.filter((key) => VERDICT_GROUP[key] === "open");
/** How long an answer can be followed by another. Nothing is deleted: the later one is added. */
const CHANGE_FOR = DAY;

/** Everything the holder of a link is asked about now. */
export function openItems(tx: Tx, { systemId, identityId }: LinkActor): Promise<OpenRow[]> {
  return readOpen(tx, { systemId, identityId, open: OPEN });
}

/** Whether an answer given at `lastAt` can still be followed by another. */
export function mayChange(lastAt: Instant | null, now: Instant): boolean {
  return lastAt === null || now - lastAt <= CHANGE_FOR;
}
