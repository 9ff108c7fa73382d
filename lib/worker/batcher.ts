export interface BatcherOptions {
  readonly asksMax: number;
  readonly concurrency: number;
  /**
   * A run waits until nothing has arrived for this long, milliseconds; 0 = it starts at once. For runs that cost so much
   * each that what belongs together must go together: answers of many targets to one leaver arrive one after the other.
   */
  readonly quietMs?: number;
  /**
   * How many more may ask soon, where that is known: then a run with a quiet time waits for them instead, as long as
   * it would wait at most, and starts with the last of them.
   */
  readonly coming?: () => number;
}

/** A run costs a transaction: fewer asks than this are not split among several. */
const SHARE_MIN = 12;

/** Longest wait for quiet, in quiet times. */
const QUIETS_MAX = 6;

/**
 * Gathers what callers ask for at about the same time into one run: while `concurrency` runs are under way, everything
 * that arrives waits and goes together.
 */
export class Batcher<Ask, Answer> {
  readonly #run: (asks: readonly Ask[]) => Promise<readonly Answer[]>;
  readonly #asksMax: number;
  readonly #concurrency: number;
  readonly #quietMs: number;
  readonly #coming: (() => number) | null;
  #waiting: { ask: Ask; resolve: (answer: Answer) => void; reject: (cause: unknown) => void }[] = [];
  #running = 0;
  #scheduled = false;
  #pause: NodeJS.Timeout | undefined;

  /** `run` answers in the order of the asks. */
  constructor(
    run: (asks: readonly Ask[]) => Promise<readonly Answer[]>,
    { asksMax, concurrency, quietMs = 0, coming }: BatcherOptions,
  ) {
    this.#run = run;
    this.#asksMax = asksMax;
    this.#concurrency = concurrency;
    this.#quietMs = quietMs;
    this.#coming = coming ?? null;
  }

  /** Resolves with the answer to `ask`; rejects when its run failed. */
  ask(ask: Ask): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ask, resolve, reject });
      this.#schedule(this.#quietMs);
      if (this.#pause !== undefined && this.#coming?.() === 0) this.#endPause();
    });
  }

  /** Not at once: answers of one network read arrive in one turn of the event loop and belong together. */
  #schedule(quietMs: number): void {
    if (this.#scheduled || this.#running >= this.#concurrency) return;
    this.#scheduled = true;
    if (quietMs === 0) setImmediate(() => this.#begin());
    else this.#whenQuiet(this.#waiting.length, QUIETS_MAX);
  }

  #begin(): void {
    this.#scheduled = false;
    this.#start();
  }

  #whenQuiet(seen: number, quietsLeft: number): void {
    this.#pause = setTimeout(() => {
      const now = this.#waiting.length;
      if (this.#isQuiet(seen) || now >= this.#asksMax || quietsLeft <= 1) this.#endPause();
      else this.#whenQuiet(now, quietsLeft - 1);
    }, this.#quietMs);
  }

  #isQuiet(seen: number): boolean {
    return this.#coming === null ? this.#waiting.length === seen : this.#coming() === 0;
  }

  #endPause(): void {
    clearTimeout(this.#pause);
    this.#pause = undefined;
    this.#begin();
  }

  #start(): void {
    const free = this.#concurrency - this.#running;
    // Shared among the runs that may begin: while the database works on one, the next is put together.
    const share = Math.max(SHARE_MIN, Math.ceil(this.#waiting.length / Math.max(1, free)));
    const batch = this.#waiting.splice(0, Math.min(share, this.#asksMax));
    if (batch.length === 0) return;
    this.#running += 1;
    this.#run(batch.map(({ ask }) => ask))
      .then(
        (answers) => {
          batch.forEach(({ resolve }, at) => {
            // One answer for each ask is the contract of `run`.
            resolve(answers[at] as Answer);
          });
        },
        (cause) => {
          for (const { reject } of batch) reject(cause);
        },
      )
      .finally(() => {
        this.#running -= 1;
        // What gathered during the run has waited long enough.
        if (this.#waiting.length > 0) this.#schedule(0);
      });
    if (this.#waiting.length > 0) this.#schedule(0);
  }
}
