const INTERVAL_MS = 20;

/**
 * Reads again and again until what was read is as wanted. @throws Error that shows what was read last.
 * Not `expect.poll`: tests that run side by side share no such state.
 */
export async function until<Value>(
  what: string,
  read: () => Value | Promise<Value>,
  wanted: (value: Value) => boolean,
  withinMs = 60_000,
): Promise<Value> {
  const end = Date.now() + withinMs;
  for (;;) {
    const value = await read();
    if (wanted(value)) return value;
    if (Date.now() > end) throw new Error(`within ${withinMs} ms not ${what}: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
  }
}

/** Reads until it equals `expected` (as JSON). */
export function untilEqual<Value>(read: () => Promise<Value>, expected: Value, withinMs = 60_000): Promise<Value> {
  const text = stable(expected);
  return until(text, read, (value) => stable(value) === text, withinMs);
}

function stable(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort())
      : part,
  );
}
