import { countActivePeople, countEmergencies, countOpenings } from "#db/queries/intake/count-openings.ts";
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

/** Sent one by one, a broken export marked as emergencies would end everybody's access in spite of the guard. */
const EMERGENCIES_AN_HOUR = 3;

interface SourceAsks {
  readonly source: string;
  /** New events of this part. */
  readonly rows: readonly Accepted[];
  /** Events of this part, those known before and those refused included. */
  readonly read: number;
  /** Events of this part and of all that follow it. */
  readonly asked: number;
}

/**
 * Holds a source that asks for more than is usual: a broken export must not end the access of a whole company.
 * What a second person released counts as allowed for a day. A single emergency passes, a few of them an hour.
 */
export async function guardSource(tx: Tx, ctx: RunCtx, { source, rows, read, asked }: SourceAsks): Promise<Guarded> {
  const [first] = rows;
  if (first === undefined) return { held: false, evidence: [] };
  const openings = await countOpenings(tx, source);
  const emergency = asked === 1 && first.row.input.emergency;
  const singleEmergency = emergency && (await countEmergencies(tx, source)) < EMERGENCIES_AN_HOUR;
  if (openings.held) return { held: !singleEmergency, evidence: [] };
  // Of what is still to come as large a share is new as of this part: a list that is sent again asks for little.
  const opening = rows.length + Math.ceil(Math.max(asked - read, 0) * (rows.length / Math.max(read, rows.length)));
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
