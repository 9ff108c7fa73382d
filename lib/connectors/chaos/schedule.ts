/** What can go wrong, each with its chance per call (0 to 1). */
export interface ChaosRates {
  /** Accepted, and nothing done. */
  readonly noEffect: number;
  /** Accepted, and done to somebody else. */
  readonly wrongAccount: number;
  /** Done, and the answer lost. */
  readonly lostReply: number;
  /** Not done, and no answer. */
  readonly lostRequest: number;
  readonly refused: number;
  readonly throttled: number;
  /** An effect that the next looks do not show yet. */
  readonly stale: number;
  /** A look that fails. */
  readonly blind: number;
  /** A listing that ends early. */
  readonly cappedListing: number;
  /** A listing whose pages repeat themselves. */
  readonly duplicatePages: number;
  /** The account comes back some calls later. */
  readonly revived: number;
  /** The account comes back some calls later under a new identifier. */
  readonly recreated: number;
}

export type Lie = keyof ChaosRates;

/** Rates at which every lie happens in a few hundred calls and most steps still get through. */
export const LIVELY: ChaosRates = {
  noEffect: 0.08,
  wrongAccount: 0.02,
  lostReply: 0.08,
  lostRequest: 0.05,
  refused: 0.02,
  throttled: 0.05,
  stale: 0.15,
  blind: 0.1,
  cappedListing: 0.1,
  duplicatePages: 0.1,
  revived: 0.04,
  recreated: 0.04,
};

/** Draws from a seed: the same seed and the same calls give the same lies, so that a failing run can be replayed. */
export class Schedule {
  /** Every lie told so far, in order. */
  readonly told: Lie[] = [];
  readonly #rates: ChaosRates;
  #state: number;

  constructor(seed: number, rates: ChaosRates) {
    this.#state = seed | 0;
    this.#rates = rates;
  }

  /** The first of these lies that happens now, or null. */
  draw(...lies: readonly Lie[]): Lie | null {
    const chance = this.#next();
    let sum = 0;
    for (const lie of lies) {
      sum += this.#rates[lie];
      if (chance < sum) {
        this.told.push(lie);
        return lie;
      }
    }
    return null;
  }

  /** A whole number from 1 to `most`. */
  upTo(most: number): number {
    return 1 + Math.floor(this.#next() * most);
  }

  /** Mulberry32. */
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
}
