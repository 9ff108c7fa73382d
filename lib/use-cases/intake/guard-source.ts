import { countActivePeople, countOpenings } from "#db/queries/intake/count-openings.ts";
import { holdSource } from "#db/queries/sources/hold-source.ts";
import type { Tx } from "#db/tx.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { MASS_POLICY, openingLimit } from "#lib/core/intake/mass-guard.ts";
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
  const [first, second] = rows;
  if (first === undefined) return { held: false, evidence: [] };
  if (second === undefined && asked === 1 && first.row.input.emergency) return { held: false, evidence: [] };
  const openings = await countOpenings(tx, source);
  if (openings.held) return { held: true, evidence: [] };
  const wanted = openings.lastHour + Math.max(rows.length, asked) - openings.released;
  if (wanted <= MASS_POLICY.freeOpenings) return { held: false, evidence: [] };
  const limit = openingLimit(await countActivePeople(tx));
  if (wanted <= limit) return { held: false, evidence: [] };
  await holdSource(tx, { id: ctx.newId(), source, reason: "openings_per_hour", asked: wanted, limit });
  return {
    held: true,
    evidence: [{ kind: "source.held", caseId: null, data: { source, because: "openings_per_hour", events: wanted } }],
  };
}
