import { countActivePeople, countOpenings } from "#db/queries/intake/count-openings.ts";
import { holdSource } from "#db/queries/sources/hold-source.ts";
import type { Tx } from "#db/tx.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { MASS_POLICY, massFindings } from "#lib/core/intake/mass-guard.ts";
import type { RunCtx } from "../_kit/command.ts";
import type { Accepted } from "./decide-row.ts";

export interface Guarded {
  readonly held: boolean;
  readonly evidence: readonly Entry[];
}

/**
 * Holds a source that asks for more than is usual: a broken export must not end the access of a whole company.
 * What a second person released counts as allowed for a day. A single emergency passes.
 */
export async function guardSource(
  tx: Tx,
  ctx: RunCtx,
  { source, rows, asked }: { readonly source: string; readonly rows: readonly Accepted[]; readonly asked: number },
): Promise<Guarded> {
  const [first] = rows;
  if (first === undefined) return { held: false, evidence: [] };
  const openings = await countOpenings(tx, source);
  const singleEmergency = asked === 1 && first.row.input.emergency;
  if (openings.held) return { held: !singleEmergency, evidence: [] };
  const opening = Math.max(rows.length, asked);
  const wanted = openings.lastHour + opening - openings.released;
  const load = {
    // A few a source of any size may open: people are counted only when it matters.
    activePeople: wanted <= MASS_POLICY.freeOpenings ? 0 : await countActivePeople(tx),
    openedLastHour: openings.lastHour,
    opening,
    approved: openings.released,
    singleEmergency,
    rows: null,
  };
  const [finding] = massFindings(load);
  if (finding?.code !== "openings_per_hour") return { held: false, evidence: [] };
  const { code, limit } = finding;
  await holdSource(tx, { id: ctx.newId(), source, reason: code, asked: finding.asked, limit });
  const held = { source, because: code, events: finding.asked };
  return { held: true, evidence: [{ kind: "source.held", caseId: null, data: held }] };
}
