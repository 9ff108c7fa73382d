import { z } from "zod";
import { findSystem } from "#db/queries/systems/find-system.ts";
import { type DryRunItem, loadDryRunFrame, loadDryRunItems } from "#db/queries/systems/load-dry-run.ts";
import type { Layer } from "#lib/core/access/layer.ts";
import { LAYERS } from "#lib/core/access/layer.ts";
import { domainError } from "#lib/core/errors.ts";
import type { Instant } from "#lib/core/instant.ts";
import { CALL_WORD, NO_CALL_WORD, wouldAct } from "#lib/core/leaver/would-act.ts";
import { ok, refused } from "#lib/core/result.ts";
import type { DryRunRowView, DryRunView } from "#lib/core/views/dry-run.ts";
import { defineQuery } from "../_kit/query.ts";
import { isoUtc } from "../_kit/times.ts";

const ROWS_MAX = 200;

const input = z.strictObject({ systemId: z.uuid() });

/**
 * What acting on a system would do for the leavers under way: which access, by which call, and what not and why. From
 * what is known; nothing is called, and where nothing was read it says so. Three statements.
 */
export const dryRun = defineQuery<z.output<typeof input>, DryRunView>({
  name: "system.dry_run",
  input,
  permission: "system:read",
  run: async (tx, _ctx, { systemId }) => {
    const system = await findSystem(tx, systemId);
    if (system === undefined) return refused(domainError("not_found"));
    const [items, frame] = await Promise.all([loadDryRunItems(tx, systemId), loadDryRunFrame(tx, systemId)]);
    const calls = items.filter((item) => wouldAct(item).calls);
    const rest = items.filter((item) => !calls.includes(item));
    const rows = [...calls, ...rest].slice(0, ROWS_MAX);
    return ok({
      systemName: system.name,
      acting: system.acting,
      leavers: casesOf(calls),
      leaversKnown: casesOf(items),
      calls: calls.length,
      withoutCall: rest.length,
      does: does(system.connector === null ? [] : frame.layers),
      rows: rows.map((item) => rowView(item, frame.now)),
      rowsTotal: items.length,
      unread: frame.unread.map((number) => ({ leaverId: `LV-${number}` })),
      waitingActs: frame.waitingActs,
      asOfIso: isoUtc(frame.now),
    });
  },
});

function casesOf(items: readonly DryRunItem[]): number {
  return new Set(items.map((item) => item.caseId)).size;
}

/** What the connector can do in this system, as one part of a sentence; empty: nothing. */
function does(layers: readonly Layer[]): string {
  const parts = LAYERS.filter((layer) => layers.includes(layer)).map((layer) => CALL_WORD[layer].many);
  return [parts.slice(0, -1).join(", "), parts.at(-1)].filter(Boolean).join(" and ");
}

function rowView(item: DryRunItem, now: Instant): DryRunRowView {
  const answer = wouldAct(item);
  return {
    itemId: item.itemId,
    leaverId: `LV-${item.number}`,
    what: [item.layer === "account" ? null : item.label, item.accountLabel].filter(Boolean).join(" of ") || "The layer",
    call: answer.calls ? CALL_WORD[item.layer].one : null,
    because: answer.calls ? null : NO_CALL_WORD[answer.because],
    notBeforeIso: answer.calls && item.effectiveAt > now ? isoUtc(item.effectiveAt) : null,
  };
}
