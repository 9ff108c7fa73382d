import { recordInChunks } from "#lib/use-cases/intake/record-in-chunks.ts";
import type { Product } from "../harness/product.ts";
import { personOf } from "../harness/stage.ts";

/** Looking costs both processors too: it starts late, see `firstLookMs`, and comes this often. */
const LOOK_MS = 4;
const PATIENCE_MS = 30_000;
const CALM_LOOK_MS = 50;

/**
 * Hands one leaver's event in and waits until all items read Verified for another session, so after the commit.
 * @param firstLookMs when to look for the first time: somewhat less than it can take
 * @returns milliseconds between the two
 */
export async function leaveThroughProduct(
  product: Product,
  person: number,
  { items, firstLookMs }: { readonly items: number; readonly firstLookMs: number },
): Promise<number> {
  const { personKey } = personOf(person);
  const effectiveAt = new Date(Date.now() - 60_000).toISOString();
  // A source of its own each: more than ten an hour from one would wait for a second person.
  const event = {
    source: `hr-${person}`,
    eventId: `e-${person}`,
    personKey,
    effectiveAt,
    zone: "UTC",
    emergency: true,
  };
  const start = performance.now();
  const recorded = await recordInChunks(product.ctx, [event], null);
  if (!recorded.ok) throw new Error(`the event was refused: ${JSON.stringify(recorded.reasons)}`);
  const [result] = recorded.value.results;
  const number = Number(result?.leaver?.slice("LV-".length));
  if (!Number.isInteger(number)) throw new Error(`no case was opened: ${JSON.stringify(result)}`);
  const [row] = await product.admin.sql<{ id: string }[]>`select id from leaver_case where number = ${number}`;
  const caseId = row?.id ?? "";
  await sleep(firstLookMs - (performance.now() - start));
  for (;;) {
    const [seen] = await product.admin.sql<{ verified: number; all: number }[]>`
      select count(*) filter (where key like 'verified%')::int as verified, count(*)::int as all
      from item_verdict where case_id = ${caseId}`;
    const took = performance.now() - start;
    if (seen?.verified === items && seen.all === items) return took;
    if (took > PATIENCE_MS) throw new Error(`after ${PATIENCE_MS} ms: ${JSON.stringify(seen)} of ${items} items`);
    await sleep(LOOK_MS);
  }
}

/** Waits until the worker has nothing left to do for leavers before: what it does then is not part of the next one. */
export async function waitUntilCalm({ admin }: Product): Promise<void> {
  for (let calm = 0; calm < 3; ) {
    const [row] = await admin.sql<{ busy: boolean }[]>`
      select exists (select from leaver_case where settle_at <= now())
        or exists (select from step where state = 'leased' or (state = 'ready' and not_before <= now())) as busy`;
    calm = row?.busy === true ? 0 : calm + 1;
    await sleep(CALM_LOOK_MS);
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));
}
