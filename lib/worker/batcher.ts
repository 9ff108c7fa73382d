export interface BatcherOptions {
  readonly asksMax: number;
  readonly concurrency: number;
  /**
   * A run waits until nothing has arrived for this long, milliseconds; 0 = it starts at once. For runs that cost so much
   * each that what belongs together must go together: answers of many targets to one leaver arrive one after the other.
   */
  readonly quietMs?: number;
}

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
  #waiting: { ask: Ask; resolve: (answer: Answer) => void; reject: (cause: unknown) => void }[] = [];
  #running = 0;
  #scheduled = false;

  /** `run` answers in the order of the asks. */
  constructor(
    run: (asks: readonly Ask[]) => Promise<readonly Answer[]>,
    { asksMax, concurrency, quietMs = 0 }: BatcherOptions,
  ) {
    this.#run = run;
    this.#asksMax = asksMax;
    this.#concurrency = concurrency;
    this.#quietMs = quietMs;
  }

  /** Resolves with the answer to `ask`; rejects when its run failed. */
  ask(ask: Ask): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ask, resolve, reject });
      this.#schedule(this.#quietMs);
    });
  }

  /** Not at once: answers of one network read arrive in one turn of the event loop and belong together. */
  #schedule(quietMs: number): void {
    if (this.#scheduled || this.#running >= this.#concurrency) return;
    this.#scheduled = true;
    const start = () => {
      this.#scheduled = false;
      this.#start();
    };
    if (quietMs === 0) setImmediate(start);
    else this.#whenQuiet(this.#waiting.length, QUIETS_MAX, start);
  }

  #whenQuiet(seen: number, quietsLeft: number, start: () => void): void {
    setTimeout(() => {
      const now = this.#waiting.length;
      if (now === seen || now >= this.#asksMax || quietsLeft <= 1) start();
      else this.#whenQuiet(now, quietsLeft - 1, start);
    }, this.#quietMs);
  }

  #start(): void {
    const batch = this.#waiting.splice(0, this.#asksMax);
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
