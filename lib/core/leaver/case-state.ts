/**
 * Where a case stands. `closed_*` and `ended_open` are outcomes; the watch runs in `closed_*`,
 * and `archived` is a closed case whose watch has ended (its outcome stays recorded).
 */
export const CASE_STATES = [
  "scheduled",
  "open",
  "reopened",
  "closed_verified",
  "closed_attested",
  "closed_excepted",
  "ended_open",
  "cancelled",
  "archived",
] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** States a case can close into, best first. `ended_open` is not among them: it is never counted as closed. */
export const CLOSED_STATES = ["closed_verified", "closed_attested", "closed_excepted"] as const;
export type ClosedState = (typeof CLOSED_STATES)[number];

const LIVE: ReadonlySet<CaseState> = new Set(["scheduled", "open", "reopened"]);

/** True while steps of the case may still be planned, leased and run. */
export function isLive(state: CaseState): boolean {
  return LIVE.has(state);
}

/** True when the case has closed, watched or archived; never for `ended_open`. */
export function isClosed(state: CaseState): boolean {
  return state === "archived" || CLOSED_STATES.some((closed) => closed === state);
}
