/** Runs a call to the database where it is noticed when it never comes back. */
export type Watch = <Result>(call: () => Promise<Result>) => Promise<Result>;

/** For engines whose process must not end with them. */
export const UNWATCHED: Watch = (call) => call();

/** Longer than any statement of the worker takes, and than the driver waits for a connection. */
const STALLED_MS = 45_000;
const LOOK_EVERY_MS = 1_000;

/**
 * Notices calls to the database that never come back. When a connection is cut in the middle of a write, the driver
 * can keep its place and its queries for good; a worker waiting for one would look alive and do nothing. It is safer
 * dead: its leases run out, and another is started.
 */
export class Watchdog {
  readonly #since = new Set<{ readonly at: number }>();
  readonly #timer: NodeJS.Timeout;

  constructor(onStall: (forMs: number) => void) {
    this.#timer = setInterval(() => {
      const oldest = Math.min(...[...this.#since].map(({ at }) => at));
      const forMs = performance.now() - oldest;
      if (forMs > STALLED_MS) onStall(forMs);
    }, LOOK_EVERY_MS);
    this.#timer.unref();
  }

  /** Runs `call` under watch. */
  async watch<Result>(call: () => Promise<Result>): Promise<Result> {
    const started = { at: performance.now() };
    this.#since.add(started);
    try {
      return await call();
    } finally {
      this.#since.delete(started);
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
