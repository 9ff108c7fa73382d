/** By then the pause is written down, where it counts for every worker and can be ended. */
const WRITTEN_DOWN_MS = 2_000;

/** Calls one worker may have in flight to one target. Looks go before acts: they end what is under way. */
export class Permits {
  #granted: number;
  #used = 0;
  #pausedUntil = 0;
  readonly #acts: (() => void)[] = [];
  readonly #looks: (() => void)[] = [];

  constructor(granted: number) {
    this.#granted = granted;
  }

  get granted(): number {
    return this.#granted;
  }

  /** Calls that may be in flight before a smaller share is kept: what the others must not be given yet. */
  get held(): number {
    return Math.max(this.#granted, this.#used);
  }

  /** The target asked for a pause; known here at once, to other workers as soon as it is written down. */
  pause(micros: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, performance.now() + Math.min(micros / 1000, WRITTEN_DOWN_MS));
  }

  get isPaused(): boolean {
    return performance.now() < this.#pausedUntil;
  }

  /** A renewed share; calls under way beyond a smaller one end by themselves. */
  regrant(granted: number): void {
    this.#granted = granted;
    this.#pass();
  }

  /** Runs `call` when a permit is free. */
  async hold<Result>(kind: "act" | "look", call: () => Promise<Result>): Promise<Result> {
    await this.#take(kind);
    try {
      return await call();
    } finally {
      this.#used -= 1;
      this.#pass();
    }
  }

  #take(kind: "act" | "look"): Promise<void> | undefined {
    if (this.#used < this.#granted) {
      this.#used += 1;
      return undefined;
    }
    return new Promise((resolve) => {
      (kind === "act" ? this.#acts : this.#looks).push(resolve);
    });
  }

  #pass(): void {
    while (this.#used < this.#granted) {
      const next = this.#looks.shift() ?? this.#acts.shift();
      if (next === undefined) return;
      this.#used += 1;
      next();
    }
  }
}
