/**
 * Namespaces of keys: an external id of one person must not be taken for the user name of another. Odd ones are folded:
 * letter case aside, as `matchReason` compares; an external id and an account's id are compared to the letter.
 */
export const KEY_SPACE = { personKey: 2, name: 3, email: 5, account: 4, row: 6, nearKey: 8 } as const;
export type KeySpace = (typeof KEY_SPACE)[keyof typeof KEY_SPACE];

/** Flags that a key may carry, three at most: they stand in the lowest bits of its hash. */
const FLAGS = 3;

/** Two halves of the last hash made: returning them together would cost an object for each of some million keys. */
let high = 0;
let low = 0;

/** Hashes a key to 62 bits. Only one beyond ASCII is folded as text. */
function hash(space: KeySpace, text: string): void {
  const folds = (space & 1) === 1;
  if (!mix(space, text, folds)) mix(space, text.normalize("NFC").toLowerCase(), false);
}

/** False when folding letter by letter is not enough. Two streams of multiplications with a finish that spreads every bit. */
function mix(space: number, text: string, folds: boolean): boolean {
  const length = text.length;
  let one = 0x811c9dc5 ^ space;
  let two = 0x9747b28c ^ length;
  for (let at = 0; at < length; at += 1) {
    let code = text.charCodeAt(at);
    if (folds) {
      if (code > 127) return false;
      if (code >= 65 && code <= 90) code += 32;
    }
    one = Math.imul(one ^ code, 0x01000193);
    two = Math.imul(two + code, 0x5bd1e995);
    two ^= two >>> 15;
  }
  high = finish(one ^ length);
  low = finish(two + one);
  return true;
}

function finish(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/**
 * Keys by their hashes, sixteen bytes each at most: a million people are looked up without being held as text. It says
 * "surely not" or "probably"; whoever acts on it compares the texts.
 */
export class KeyTable {
  /** Two numbers a place: one half of the hash, and the other with the flags in its lowest bits; 0: nothing there. */
  #places: Int32Array;
  #size = 0;
  #mask: number;

  constructor(expected = 1024) {
    const room = 2 ** Math.ceil(Math.log2(Math.max(16, expected * 1.6)));
    this.#places = new Int32Array(room * 2);
    this.#mask = room - 1;
  }

  /** How many keys there are. */
  get size(): number {
    return this.#size;
  }

  /** Adds `flags` (1 to 3) to a key. @returns the flags it had before; 0: it is new */
  add(space: KeySpace, text: string, flags: number): number {
    if (this.#size * 1.5 > this.#mask) this.#grow();
    hash(space, text);
    const at = this.#place(low, high);
    const before = (this.#places[at + 1] ?? 0) & FLAGS;
    if (before === 0) this.#size += 1;
    this.#places[at] = low;
    this.#places[at + 1] = (high & ~FLAGS) | before | flags;
    return before;
  }

  /** Flags of a key; 0 when it is not there. An empty key is nobody's. */
  find(space: KeySpace, text: string): number {
    if (text === "" || this.#size === 0) return 0;
    hash(space, text);
    return (this.#places[this.#place(low, high) + 1] ?? 0) & FLAGS;
  }

  /** A number of 52 bits that stands in samples for the key last asked for: the same key, the same number. */
  get lastNumber(): number {
    return (high & 0xfffff) * 2 ** 32 + (low >>> 0);
  }

  #place(wantedLow: number, wantedHigh: number): number {
    const places = this.#places;
    const mask = this.#mask;
    const wanted = wantedHigh & ~FLAGS;
    let at = wantedLow & mask;
    for (;;) {
      const other = places[at * 2 + 1] ?? 0;
      if ((other & FLAGS) === 0) return at * 2;
      if (places[at * 2] === wantedLow && (other & ~FLAGS) === wanted) return at * 2;
      at = (at + 1) & mask;
    }
  }

  #grow(): void {
    const before = this.#places;
    this.#places = new Int32Array(before.length * 2);
    this.#mask = before.length - 1;
    for (let from = 0; from < before.length; from += 2) {
      const other = before[from + 1] ?? 0;
      if ((other & FLAGS) === 0) continue;
      const at = this.#place(before[from] ?? 0, other);
      this.#places[at] = before[from] ?? 0;
      this.#places[at + 1] = other;
    }
  }
}
