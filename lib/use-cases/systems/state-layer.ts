import { z } from "zod";
import { readNow } from "#db/queries/clock/read-now.ts";
import { lockSystem } from "#db/queries/systems/lock-system.ts";
import { findObserve, hasAccounts, hasOwnCase, stateLayer as save } from "#db/queries/systems/state-layer.ts";
import { LAYERS } from "#lib/core/access/layer.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { refused } from "#lib/core/result.ts";
import { leaverTag, systemTag } from "#lib/core/tags.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { versionPassed } from "../_kit/version.ts";
import { endOf, staleAfterOf } from "./layers-of.ts";
import { statedLayer } from "./system-input.ts";

/** What is stated, without the system it is stated of. */
export const layerBody = z.strictObject({ layer: z.enum(LAYERS), ...statedLayer.shape });

const input = layerBody.extend({ systemId: z.uuid() });

export interface LayerStated {
  /** Microseconds; null when it does not expire. */
  readonly existsUntil: number | null;
  readonly version: number;
  readonly caseIds: readonly string[];
}

/**
 * States whether a layer exists in a system. A stated `no` ends within a year. Of a layer that a connector looks at
 * nobody states that it is not there: what is seen decides; nor of accounts where one was ever seen. Nobody states
 * anything of a system on which their own case runs.
 */
export const stateLayer = defineCommand<z.output<typeof input>, LayerStated>({
  name: "system.state_layer",
  input,
  permission: "system:attest_layer",
  touches: ({ systemId }, { caseIds }) => ["leavers", "systems", systemTag(systemId), ...caseIds.map(leaverTag)],
  run: async (tx, ctx, { systemId, layer, exists, existsUntil, observe: wanted }) => {
    const system = await lockSystem(tx, systemId);
    const before = await findObserve(tx, systemId, layer);
    if (system === undefined || before === undefined) return refused(domainError("not_found"));
    if (versionPassed(ctx, system.version)) return refused(domainError("version_conflict"));
    if (before === "connector" && (exists === "no" || wanted !== undefined))
      return refused(domainError("attestation_refused", { sentence: SEEN }));
    if (await hasOwnCase(tx, systemId, accountableText(ctx.actor))) return refused(domainError("own_case"));
    if (exists === "no" && layer === "account" && (await hasAccounts(tx, systemId)))
      return refused(domainError("attestation_refused", { sentence: KNOWN }));
    const observe = wanted ?? before;
    if (exists === "no" && observe === "snapshot")
      return refused(domainError("attestation_refused", { sentence: LISTED }));
    const until = exists === "no" ? endOf(existsUntil, await readNow(tx)) : null;
    const by = exists === "no" ? accountableText(ctx.actor) : null;
    const { version, caseIds } = await save(tx, {
      systemId,
      layer,
      exists,
      existsUntil: until,
      by,
      observe,
      staleAfter: staleFor(observe),
    });
    const data = { system: idOf<"system">(systemId), layer, exists, until };
    return done({ existsUntil: until, version, caseIds }, [{ kind: "system.layer_stated", caseId: null, data }]);
  },
});

/** null: how old a connector's look may be is not changed here. */
function staleFor(observe: string): number | null {
  return observe === "snapshot" || observe === "none" ? staleAfterOf(observe) : null;
}

const LISTED =
  "Lists show this layer. Nothing was changed. Switch that off first, or state that it exists: what they show decides.";
const KNOWN =
  "Accounts of this system are known, so nobody states that it has none. Nothing was changed. What is seen of them decides.";
const SEEN = "Closeout looks at this layer for itself. Nothing was changed. What it sees decides.";
