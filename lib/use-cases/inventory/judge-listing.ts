import { keepListing, lockListing, RELEASED } from "#db/queries/systems/listing-state.ts";
import { isListingHeld } from "#lib/core/access/listing-guard.ts";
import { idOf } from "#lib/core/ids.ts";
import { systemTag } from "#lib/core/tags.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { executeBatch } from "../_kit/batch.ts";

/**
 * Whether a complete listing of `rows` accounts may be believed. One that lost a large share, or is empty where
 * nothing was listed before, is held for a person: until it is released nothing is concluded absent from it. The first
 * one after a release is believed as it is.
 */
export function judgeListing(ctx: Ctx, systemId: string, rows: number): Promise<{ readonly held: boolean }> {
  return executeBatch(ctx, async (tx) => {
    const before = await lockListing(tx, systemId);
    const measure = Math.max(before.rows, before.rows === 0 ? before.known : 0);
    const alarming = rows === 0 || isListingHeld({ before: measure, now: rows, expectedLoss: before.removed });
    const held = alarming && before.rows !== RELEASED;
    await keepListing(tx, systemId, rows, held);
    if (!held || before.held) return { wrote: false, result: { held } };
    const data = { system: idOf<"system">(systemId), before: measure, now: rows };
    return {
      wrote: true,
      result: { held },
      evidence: [{ kind: "listing.held", caseId: null, data }],
      touches: [systemTag(systemId)],
    };
  });
}
