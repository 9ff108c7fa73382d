import { z } from "zod";
import { readNow } from "#db/queries/clock/read-now.ts";
import { type RunRow, readRuns } from "#db/queries/discovery/read-runs.ts";
import type { Tx } from "#db/tx.ts";
import { DISCOVERY_STATES, type DiscoveryState } from "#lib/core/discovery/discovery.ts";
import { ok } from "#lib/core/result.ts";
import type { DiscoveryRunView, DiscoveryView } from "#lib/core/views/discovery.ts";
import { defineQuery } from "../_kit/query.ts";
import { isoUtc } from "../_kit/times.ts";

const RUNS_MAX = 20;

const input = z.strictObject({ systemId: z.uuid() });

/** How far the listing of a system is, and what earlier ones came to. */
export const readDiscovery = defineQuery<z.output<typeof input>, DiscoveryView>({
  name: "discovery.read",
  input,
  permission: "system:read",
  run: async (tx, _ctx, { systemId }) => {
    return ok(await discoveryOf(tx, systemId));
  },
});

/** Runs of a system, latest first. Two statements. */
export async function discoveryOf(tx: Tx, systemId: string): Promise<DiscoveryView> {
  const [rows, now] = await Promise.all([readRuns(tx, systemId, RUNS_MAX), readNow(tx)]);
  return { systemId, runs: rows.map(runView), asOfIso: isoUtc(now) };
}

function runView(row: RunRow): DiscoveryRunView {
  const { id, pages, rows, total, complete, failure, accounts } = row;
  return {
    id,
    state: stateOf(row.state),
    changedSinceIso: isoUtc(row.changedSince),
    startedIso: isoUtc(row.startedAt),
    endedIso: isoUtc(row.endedAt),
    pages,
    rows,
    total,
    complete,
    failure,
    counts:
      accounts === null
        ? null
        : { accounts, uncorrelated: row.uncorrelated ?? 0, ofLeavers: row.ofLeavers ?? 0, gone: row.gone ?? 0 },
  };
}

function stateOf(text: string): DiscoveryState {
  const known = DISCOVERY_STATES.find((state) => state === text);
  if (known === undefined) throw new Error(`a run in a state that does not exist: ${text}`);
  return known;
}
