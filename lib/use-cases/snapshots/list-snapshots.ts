import { z } from "zod";
import { listSnapshots as list, type SnapshotRow } from "#db/queries/snapshots/list-snapshots.ts";
import { ok } from "#lib/core/result.ts";
import { defineQuery } from "../_kit/query.ts";

const LISTS_MAX = 200;

const input = z.strictObject({ systemId: z.uuid() });

export interface SnapshotList {
  readonly snapshots: readonly SnapshotRow[];
}

/** Lists of a system, latest first, with what was found in them and what became of them. */
export const listSnapshots = defineQuery<z.output<typeof input>, SnapshotList>({
  name: "snapshot.list",
  input,
  permission: "system:read",
  run: async (tx, _ctx, { systemId }) => ok({ snapshots: await list(tx, systemId, LISTS_MAX) }),
});
