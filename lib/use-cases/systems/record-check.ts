import { endSteps } from "#db/queries/steps/end-steps.ts";
import type { LeasedStep } from "#db/queries/steps/leased-details.ts";
import { loadConnection } from "#db/queries/systems/load-connection.ts";
import { recordCheck as record } from "#db/queries/systems/record-check.ts";
import type { Tx } from "#db/tx.ts";
import type { CheckReport, Manifest } from "#lib/connectors/contract.ts";
import { idOf } from "#lib/core/ids.ts";
import { systemTag } from "#lib/core/tags.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { executeBatch } from "../_kit/batch.ts";
import { learnAbilities } from "./learn-abilities.ts";

/** Writes what a check of a system learned, and answers the step that asked for it. */
export function recordCheck(ctx: Ctx, step: LeasedStep, report: CheckReport): Promise<void> {
  return executeBatch(ctx, async (tx) => {
    const { reachable, authorised, findings, dialect } = report;
    const answer = { reachable, authorised, findings };
    const held = await endSteps(tx, [
      { id: step.id, fence: step.fence, state: "ended", notBefore: null, attempts: null, result: answer },
    ]);
    // The connection was changed meanwhile, or another worker checks it: this answer may be another place's.
    if (!held.has(step.id)) return { wrote: false, result: undefined };
    const ok = reachable && authorised;
    const layers = ok ? await learnedLayers(tx, ctx, step.systemId, dialect) : null;
    await record(tx, { systemId: step.systemId, ok, findings, dialect, layers });
    const system = idOf<"system">(step.systemId);
    const learned = layers === null ? null : await learnAbilities(tx, step.systemId, layers);
    const checked = { kind: "system.checked", caseId: null, data: { system, reachable, authorised } } as const;
    return {
      wrote: true,
      result: undefined,
      evidence: [checked, ...(learned?.entries ?? [])],
      touches: ["systems", "leavers", systemTag(step.systemId)],
      wakes: learned?.waiting ?? false,
    };
  });
}

/** What the connector can do in this very system, now that its dialect is known. Opened and closed without a call. */
async function learnedLayers(
  tx: Tx,
  ctx: Ctx,
  systemId: string,
  dialect: CheckReport["dialect"],
): Promise<Manifest["layers"] | null> {
  const row = await loadConnection(tx, systemId);
  const connector = row?.connector == null ? undefined : ctx.connectors.find(row.connector);
  if (row === undefined || connector === undefined) return null;
  const connection = connector.open({ config: row.config, secrets: {}, dialect, connectionsMax: 1 });
  void connection.close();
  return connection.manifest.layers;
}
