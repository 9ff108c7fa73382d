/** When the events of a source are held for a second person. */
export interface MassPolicy {
  /** Cases an hour that a source of any size may open. */
  readonly freeOpenings: number;
  /** Share of active people, of whom more may be opened in an hour. */
  readonly share: number;
  /** Share of its rows that a file may lose at most since the one before. */
  readonly shrink: number;
}

export const MASS_POLICY: MassPolicy = { freeOpenings: 10, share: 0.01, shrink: 0.05 };

/** What a source did and asks for. */
export interface SourceLoad {
  readonly activePeople: number;
  /** Cases that it opened within the last hour. */
  readonly openedLastHour: number;
  /** Cases that its new events would open. */
  readonly opening: number;
  /** How many of both are on a list that was approved beforehand, or were released by a second person. */
  readonly approved: number;
  /** The new events are one event, marked as an emergency. */
  readonly singleEmergency: boolean;
  /** Rows of its file now and before; null when it sends no file, or this is the first. */
  readonly rows: { readonly now: number; readonly before: number } | null;
}

/** Why a source is held. Its events are kept; nothing is touched until a second person releases all or some. */
export type MassFinding =
  | { readonly code: "openings_per_hour"; readonly asked: number; readonly limit: number }
  | { readonly code: "file_shrank"; readonly before: number; readonly now: number };

/** Cases that a source may open within an hour: max(10, 1 % of its active people). */
export function openingLimit(activePeople: number, policy: MassPolicy = MASS_POLICY): number {
  return Math.max(policy.freeOpenings, Math.floor(activePeople * policy.share));
}

/**
 * Why the events of a source are held; empty when they may go on. A broken export must not end the access of a
 * whole company, and must not do so by leaving people out of a file either.
 */
export function massFindings(load: SourceLoad, policy: MassPolicy = MASS_POLICY): readonly MassFinding[] {
  if (load.singleEmergency && load.opening === 1) return [];
  const findings: MassFinding[] = [];
  const asked = load.openedLastHour + load.opening - load.approved;
  const limit = openingLimit(load.activePeople, policy);
  if (load.opening > 0 && asked > limit) findings.push({ code: "openings_per_hour", asked, limit });
  if (load.rows !== null && hasShrunk(load.rows.before, load.rows.now, policy.shrink)) {
    findings.push({ code: "file_shrank", ...load.rows });
  }
  return findings;
}

function hasShrunk(before: number, now: number, shrink: number): boolean {
  return before > 0 && (before - now) / before >= shrink;
}
