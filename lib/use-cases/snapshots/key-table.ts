/** Namespaces of keys: an external id of one person must not be taken for the user name of another. */
export const KEY_SPACE = { personKey: 1, name: 2, email: 3, account: 4, row: 5 } as const;
export type KeySpace = (typeof KEY_SPACE)[keyof typeof KEY_SPACE];

/** Folded: letter case aside, as `matchReason` compares. An external id and an account's id are compared to the letter. */
const FOLDED: ReadonlySet<number> = new Set([KEY_SPACE.name, KEY_SPACE.email]);

/** Two halves of the last hash made: returning them together would cost an object for each of some million keys. */
let high = 0;
let low = 0;

/** Hashes a key to 64 bits, into `high` and `low`. A key is hashed in place; only one beyond ASCII is folded as text. */
function hash(space: KeySpace, text: string): void {
  const folds = FOLDED.has(space);
  if (!mix(space, text, folds) && folds) mix(space, text.normalize("NFC").toLowerCase(), false);
}

/** False when folding letter by letter is not enough. Two streams of FNV-1a with a finish that spreads every bit. */
function mix(space: KeySpace, text: string, folds: boolean): boolean {
  let one = 0x811c9dc5 ^ space;
  let two = 0x9747b28c + space;
  for (let at = 0; at < text.length; at += 1) {
    let code = text.charCodeAt(at);
    if (folds) {
      if (code > 127) return false;
      if (code >= 65 && code <= 90) code += 32;
    }
    one = Math.imul(one ^ code, 0x01000193);
    two = Math.imul(two ^ code, 0x5bd1e995);
    two ^= two >>> 15;
  }
  high = finish(one ^ text.length);
  low = finish(two + one);
  return true;
}

function finish(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A number of 53 bits that stands for a key in samples: the same key, the same number. */
export function keyNumber(text: string): number {
  hash(KEY_SPACE.row, text);
  return (high & 0x1fffff) * 2 ** 32 + low;
}

/**
 * Keys by their 64-bit hashes, some ten bytes each: a million people are looked up without being held as text. It says
 * "surely not" or "probably"; whoever acts on it compares the texts.
 */
export class KeyTable {
  #highs: Uint32Array;
  #lows: Uint32Array;
  #flags: Uint8Array;
  #size = 0;
  #mask: number;

  constructor(expected = 1024) {
    const room = 2 ** Math.ceil(Math.log2(Math.max(16, expected * 2)));
    this.#highs = new Uint32Array(room);
    this.#lows = new Uint32Array(room);
    this.#flags = new Uint8Array(room);
    this.#mask = room - 1;
  }

  get size(): number {
    return this.#size;
  }

  /** Adds `flags` (1 to 255) to a key. @returns the flags it had before; 0: it is new */
  add(space: KeySpace, text: string, flags: number): number {
    if (this.#size * 2 > this.#mask) this.#grow();
    hash(space, text);
    const at = this.#place(high, low);
    const before = this.#flags[at] ?? 0;
    if (before === 0) this.#size += 1;
    this.#highs[at] = high;
    this.#lows[at] = low;
    this.#flags[at] = before | flags;
    return before;
  }

  /** Flags of a key; 0 when it is not there. An empty key is nobody's. */
  find(space: KeySpace, text: string): number {
    if (text === "") return 0;
    hash(space, text);
    return this.#flags[this.#place(high, low)] ?? 0;
  }

  #place(wantedHigh: number, wantedLow: number): number {
    let at = wantedLow & this.#mask;
    while (this.#flags[at] !== 0 && (this.#lows[at] !== wantedLow || this.#highs[at] !== wantedHigh))
      at = (at + 1) & this.#mask;
    return at;
  }

  #grow(): void {
    const [highs, lows, flags] = [this.#highs, this.#lows, this.#flags];
    const room = flags.length * 2;
    this.#highs = new Uint32Array(room);
    this.#lows = new Uint32Array(room);
    this.#flags = new Uint8Array(room);
    this.#mask = room - 1;
    for (let from = 0; from < flags.length; from += 1) {
      const flag = flags[from] ?? 0;
      if (flag === 0) continue;
      const at = this.#place(highs[from] ?? 0, lows[from] ?? 0);
      this.#highs[at] = highs[from] ?? 0;
      this.#lows[at] = lows[from] ?? 0;
      this.#flags[at] = flag;
    }
  }
}
