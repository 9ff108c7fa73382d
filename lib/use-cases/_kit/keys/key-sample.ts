/** Keys in a sample: enough to tell one system's accounts from another's. */
const SAMPLE = 256;
/** The heap of candidates is cut down to the sample when it has grown to this. */
const ROOM = 4096;

/**
 * The smallest hashes of a list's keys, kept to compare it with the next one without keeping anybody's name: of two
 * samples the share in common says how much the lists have in common (bottom-k sketch).
 */
export class KeySample {
  #numbers: number[] = [];
  #largest = Number.POSITIVE_INFINITY;

  add(number: number): void {
    if (number >= this.#largest) return;
    this.#numbers.push(number);
    if (this.#numbers.length >= ROOM) this.#cut();
  }

  /** Smallest first, each once. */
  values(): readonly number[] {
    this.#cut();
    return this.#numbers;
  }

  #cut(): void {
    this.#numbers = [...new Set(this.#numbers)].sort((a, b) => a - b).slice(0, SAMPLE);
    if (this.#numbers.length === SAMPLE) this.#largest = this.#numbers.at(-1) ?? this.#largest;
  }
}

/** A sample with the number of accounts it stands for. */
export interface Sampled {
  readonly sample: readonly number[];
  readonly accounts: number;
}

/** How many keys two lists have in common, as their samples tell; null when one has none. */
export function sharedKeys(one: Sampled, other: Sampled): number | null {
  if (one.sample.length === 0 || other.sample.length === 0) return null;
  const both = new Set(one.sample);
  const theirs = new Set(other.sample);
  const smallest = [...new Set([...one.sample, ...other.sample])].sort((a, b) => a - b).slice(0, SAMPLE);
  const common = smallest.filter((number) => both.has(number) && theirs.has(number)).length;
  const similarity = common / smallest.length;
  return Math.round((similarity * (one.accounts + other.accounts)) / (1 + similarity));
}
