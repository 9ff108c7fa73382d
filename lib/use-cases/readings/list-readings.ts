import { z } from "zod";
import { readNow } from "#db/queries/clock/read-now.ts";
import { listReadings as list, type ReadingRow } from "#db/queries/readings/list-readings.ts";
import { reasonsOf, refusalWords } from "#lib/core/intake/reading-refusals.ts";
import { isPermitted } from "#lib/core/permissions.ts";
import { ok } from "#lib/core/result.ts";
import type { ReadingListView, ReadingView } from "#lib/core/views/readings.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { principalOf } from "../_kit/actor.ts";
import { grouped } from "../_kit/grouped.ts";
import { defineQuery } from "../_kit/query.ts";
import { isoUtc } from "../_kit/times.ts";
import { readRefusals } from "./kept-refusals.ts";

const KINDS = ["claims", "use"] as const;

/** Every record of a connected system that could be read, whether it is, and when it was last. Two statements. */
export const listReadings = defineQuery<Record<string, never>, ReadingListView>({
  name: "reading.list",
  input: z.strictObject({}),
  permission: "reading:read",
  run: async (tx, ctx) => {
    const systems = grouped(await list(tx), (row) => row.systemId);
    return ok({
      readings: [...systems.values()].flatMap((rows) => readingsOf(rows, ctx)),
      maySwitch: isPermitted(principalOf(ctx.actor), "system:write"),
      asOfIso: isoUtc(await readNow(tx)),
    });
  },
});

function readingsOf(rows: readonly ReadingRow[], { connectors }: Ctx): ReadingView[] {
  const [system] = rows;
  if (system === undefined) return [];
  const reads = connectors.find(system.connector)?.manifest.reads ?? {};
  return KINDS.flatMap((reading): ReadingView[] => {
    const source = reads[reading];
    if (source === undefined) return [];
    const row = rows.find(({ kind }) => kind === reading);
    const { systemId, systemName } = system;
    const state = { enabled: row?.enabled ?? false, readIso: isoUtc(row?.readAt ?? null) };
    const refusals = reasonsOf(readRefusals(row?.refusals)).map((one) => ({ ...one, words: refusalWords(one) }));
    const counts = { rows: row?.rows ?? 0, refused: row?.refused ?? 0, refusals };
    return [{ systemId, systemName, reading, source, ...state, failure: row?.failure ?? null, ...counts }];
  });
}
