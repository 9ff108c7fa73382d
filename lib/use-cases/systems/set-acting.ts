import { z } from "zod";
import { type DryRunItem, loadDryRunItems } from "#db/queries/systems/load-dry-run.ts";
import { lockSystem } from "#db/queries/systems/lock-system.ts";
import { setActing as save } from "#db/queries/systems/set-acting.ts";
import type { Tx } from "#db/tx.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { wouldAct } from "#lib/core/leaver/would-act.ts";
import { refused } from "#lib/core/result.ts";
import { leaverTag, systemTag } from "#lib/core/tags.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { lookNow } from "../_kit/look-now.ts";
import { verificationAsked } from "../_kit/verification-asked.ts";
import { versionPassed } from "../_kit/version.ts";

const input = z.strictObject({ systemId: z.uuid(), acting: z.boolean() });

export interface ActingSet {
  readonly acting: boolean;
  readonly version: number;
  /** Looks that are due now, at what acting would touch of leavers whose end has come; acts follow what they find. */
  readonly looks: number;
  readonly caseIds: readonly string[];
}

/**
 * Switches acting on a system on or off. Off, Closeout only looks: every step to act waits for a person. On, what the dry
 * run names is looked at now, and acted on where it is still usable; of leavers whose end lies ahead, not before it.
 */
export const setActing = defineCommand<z.output<typeof input>, ActingSet>({
  name: "system.set_acting",
  input,
  permission: "system:switch_acting",
  touches: ({ systemId }, { caseIds }) => ["systems", systemTag(systemId), ...caseIds.map(leaverTag)],
  run: async (tx, ctx, { systemId, acting }) => {
    const system = await lockSystem(tx, systemId);
    if (system === undefined) return refused(domainError("not_found"));
    if (versionPassed(ctx, system.version)) return refused(domainError("version_conflict"));
    const version = await save(tx, systemId, acting);
    // The id is the system's own.
    const data = { system: idOf<"system">(systemId), acting };
    const items = acting && !system.acting ? await touched(tx, systemId) : [];
    const looks = await lookNow(
      tx,
      ctx,
      items.map((item) => item.itemId),
    );
    const caseIds = [...new Set(items.map((item) => item.caseId))];
    const switched = { kind: "system.acting_switched", caseId: null, data } as const;
    return done({ acting, version, looks, caseIds }, [switched, ...verificationAsked(items)], { wakes: looks > 0 });
  },
});

/** What acting would touch now: of leavers whose effective end has come. */
async function touched(tx: Tx, systemId: string): Promise<DryRunItem[]> {
  const items = await loadDryRunItems(tx, systemId);
  return items.filter((item) => item.ended && wouldAct(item).calls);
}
