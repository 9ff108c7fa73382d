import { z } from "zod";
import { readNow } from "#db/queries/clock/read-now.ts";
import { countSystems } from "#db/queries/systems/count-systems.ts";
import { listCoverage } from "#db/queries/views/list-coverage.ts";
import { listSystems as list } from "#db/queries/views/list-systems.ts";
import { PASSING } from "#lib/core/access/passing.ts";
import { isPermitted } from "#lib/core/permissions.ts";
import { ok } from "#lib/core/result.ts";
import { type InventoryRowView, SYSTEM_TABS, type SystemListView, type SystemTab } from "#lib/core/views/inventory.ts";
import { principalOf } from "../_kit/actor.ts";
import { defineQuery } from "../_kit/query.ts";
import { isoUtc } from "../_kit/times.ts";
import { inventoryRowView, NO_ACCESS } from "./inventory-view.ts";
import { loadToolReaches } from "./tool-reaches.ts";

const SYSTEMS_MAX = 1000;

const input = z.strictObject({
  tab: z.enum(SYSTEM_TABS).default("all"),
  cursor: z.uuid().optional().meta({ description: "nextCursor of the page before." }),
  limit: z.coerce.number().int().min(1).max(SYSTEMS_MAX).default(SYSTEMS_MAX),
});

/**
 * The systems with who answers for each and how each layer is covered, a page of one tab. Six statements, whatever their
 * number; a thousand systems at most, those without owner first.
 */
export const listSystems = defineQuery<z.output<typeof input>, SystemListView>({
  name: "system.list",
  input,
  permission: "system:read",
  run: async (tx, ctx, { tab, cursor, limit }) => {
    const [found, stored, reaches, total, now] = await Promise.all([
      list(tx, [...PASSING], null, SYSTEMS_MAX),
      listCoverage(tx, null, NO_ACCESS),
      loadToolReaches(tx),
      countSystems(tx),
      readNow(tx),
    ]);
    const coverage = new Map(stored.map((one) => [one.id, one]));
    const beside = { connectors: ctx.connectors, reaches, now };
    const all = found.map((row) => inventoryRowView(row, coverage.get(row.id), beside));
    const shown = all.filter(IN_TAB[tab]);
    // A system that has gone from the tab meanwhile: from the beginning.
    const from = cursor === undefined ? 0 : shown.findIndex((row) => row.id === cursor) + 1;
    const rows = shown.slice(from, from + limit);
    return ok({
      tabs: SYSTEM_TABS.map((key) => ({ key, count: all.filter(IN_TAB[key]).length })),
      tab,
      rows,
      total,
      withoutOwner: all.filter(IN_TAB.no_owner).length,
      skipped: all.filter(IN_TAB.skipped).length,
      blindLayers: rows.flatMap((row) => row.coverage).filter((layer) => layer.blind).length,
      acting: all.filter((row) => row.acting).length,
      tools: reaches.map(({ tool }) => tool),
      maySwitch: isPermitted(principalOf(ctx.actor), "system:switch_acting"),
      sortedBy: "no owner first, then tier",
      asOfIso: isoUtc(now),
      nextCursor: from + limit < shown.length ? (rows.at(-1)?.id ?? null) : null,
    });
  },
});

/** Which systems stand in a tab. */
const IN_TAB: Readonly<Record<SystemTab, (row: InventoryRowView) => boolean>> = {
  used: (row) => row.leavers > 0,
  all: () => true,
  no_owner: (row) => row.owner === null || row.ownerGone,
  skipped: (row) => row.skippedBy.length > 0,
};
