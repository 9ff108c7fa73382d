/** How many rows a view would count to: what is beyond is told as "1,000+", so that no count costs more than that. */
export const COUNTED_MAX = 1_000;

/** A number of rows, exact unless `capped`: then there are more than `count`. */
export interface Counted {
  readonly count: number;
  readonly capped: boolean;
}

/** Of rows counted no further than one beyond the limit. */
export function countedUpTo(found: number): Counted {
  return { count: Math.min(found, COUNTED_MAX), capped: found > COUNTED_MAX };
}

/** In words: `197`, `1,000+`. */
export function countedWord({ count, capped }: Counted): string {
  return `${String(count).replace(/\B(?=(\d{3})+$)/g, ",")}${capped ? "+" : ""}`;
}
