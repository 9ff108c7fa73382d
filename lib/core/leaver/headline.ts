import { VERDICT_GROUP, type VerdictKey } from "../access/verdict-key.ts";

/** Counts of a set of items. The first four add up to `total`; `outside` is in no count but its own. */
export interface Headline {
  readonly verified: number;
  readonly attested: number;
  readonly excepted: number;
  readonly open: number;
  readonly total: number;
  readonly outside: number;
}

/** Counts verdicts by their group. Unknown, unowned and unconnected items are open and stay in the total. */
export function headline(keys: Iterable<VerdictKey>): Headline {
  const counts = { verified: 0, attested: 0, excepted: 0, open: 0, outside: 0 };
  for (const key of keys) counts[VERDICT_GROUP[key]] += 1;
  return { ...counts, total: counts.verified + counts.attested + counts.excepted + counts.open };
}

/** "Verified 40, Attested 5, Excepted 3, Open 19 of 67". */
export function headlineSentence(made: Omit<Headline, "outside">): string {
  return `Verified ${made.verified}, Attested ${made.attested}, Excepted ${made.excepted}, Open ${made.open} of ${made.total}`;
}
