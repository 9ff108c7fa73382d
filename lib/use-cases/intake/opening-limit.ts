/** Cases an hour that any source may open. */
export const FREE_OPENINGS = 10;
const SHARE = 0.01;

/** Cases that one source may open within an hour before its events are held: max(10, 1 % of its active people). */
export function openingLimit(activePeople: number): number {
  return Math.max(FREE_OPENINGS, Math.floor(activePeople * SHARE));
}
