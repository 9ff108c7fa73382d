import { z } from "zod";
import { readNow } from "#db/queries/clock/read-now.ts";
import { countSystems } from "#db/queries/systems/count-systems.ts";
import { listSystems as list } from "#db/queries/views/list-systems.ts";
import { PASSING } from "#lib/core/access/passing.ts";
import { ok } from "#lib/core/result.ts";
import type { SystemListView } from "#lib/core/views/system-list.ts";
import { defineQuery } from "../_kit/query.ts";
import { isoUtc } from "../_kit/times.ts";
import { systemRowView } from "./system-view.ts";

const ROWS_MAX = 1000;

/** The systems with who answers for each. Three statements; a thousand systems at most, those without owner first. */
export const listSystems = defineQuery<Record<string, never>, SystemListView>({
  name: "system.list",
  input: z.strictObject({}),
  permission: "system:read",
  run: async (tx) => {
    const found = await list(tx, [...PASSING], null, ROWS_MAX);
    const [total, now] = await Promise.all([countSystems(tx), readNow(tx)]);
    const rows = found.map(systemRowView);
    return ok({
      rows,
      total,
      withoutOwner: rows.filter((row) => row.owner === null || row.ownerGone).length,
      acting: rows.filter((row) => row.acting).length,
      sortedBy: "no owner first, then tier",
      asOfIso: isoUtc(now),
    });
  },
});
