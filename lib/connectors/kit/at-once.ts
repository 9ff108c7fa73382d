/** Runs an operation as soon as fewer than the limit are under way, in the order of asking. */
export type AtOnce = <T>(run: () => Promise<T>) => Promise<T>;

/** Bounds the operations in flight to one system. */
export function atOnce(limit: number): AtOnce {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (run) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await run();
    } finally {
      // The place passes to whoever waits, so that nobody slips in between.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
