import { cancelRunStep, endRun, lockRunning } from "#db/queries/discovery/end-run.ts";
import { countSeen } from "#db/queries/discovery/name-leavers.ts";
import { readRuns } from "#db/queries/discovery/read-runs.ts";
import type { Tx } from "#db/tx.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";

/**
 * Stops the listing of a system that is under way; undefined: none is. What it listed stays; nobody is called gone from
 * it. @returns its id, and the entry to append
 */
export async function stopRun(
  tx: Tx,
  systemId: string,
): Promise<{ readonly runId: string; readonly entry: Entry } | undefined> {
  const run = (await readRuns(tx, systemId, 1)).find((one) => one.state === "running");
  if (run === undefined || !(await lockRunning(tx, run.id))) return undefined;
  await cancelRunStep(tx, run.id);
  const counts = await countSeen(tx, run);
  const end = { state: "cancelled", complete: false, gone: 0, ...counts };
  await endRun(tx, { id: run.id, failure: null, ...end });
  const data = { run: run.id, system: idOf<"system">(systemId), pages: run.pages, ...end };
  return { runId: run.id, entry: { kind: "discovery.ended", caseId: null, data } };
}
