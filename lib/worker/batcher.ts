/**
 * Gathers what callers ask for at about the same time into one run: while `concurrency` runs are under way, everything
 * that arrives waits and goes together. Nobody waits for a timer, so a lone caller pays nothing.
 */
export class Batcher<Ask, Answer> {
  readonly #run: (asks: readonly Ask[]) => Promise<readonly Answer[]>;
  readonly #asksMax: number;
  readonly #concurrency: number;
  #waiting: { ask: Ask; resolve: (answer: Answer) => void; reject: (cause: unknown) => void }[] = [];
  #running = 0;
  #scheduled = false;

  /** `run` answers in the order of the asks. */
  constructor(
    run: (asks: readonly Ask[]) => Promise<readonly Answer[]>,
    options: { asksMax: number; concurrency: number },
  ) {
    this.#run = run;
    this.#asksMax = options.asksMax;
    this.#concurrency = options.concurrency;
  }

  /** Resolves with the answer to `ask`; rejects when its run failed. */
  ask(ask: Ask): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ask, resolve, reject });
      this.#schedule();
    });
  }

  /** Not at once: answers of one network read arrive in one turn of the event loop and belong together. */
  #schedule(): void {
    if (this.#scheduled || this.#running >= this.#concurrency) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#start();
    });
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
        this.#schedule();
      });
    if (this.#waiting.length > 0) this.#schedule();
  }
}
