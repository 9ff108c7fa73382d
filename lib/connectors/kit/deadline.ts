/** Runs one operation under one deadline that covers connection and answers together. */
export async function withDeadline<T>(
  deadlineMs: number,
  signal: AbortSignal,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), deadlineMs);
  const pass = () => stop.abort();
  signal.addEventListener("abort", pass);
  if (signal.aborted) stop.abort();
  try {
    return await run(stop.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", pass);
  }
}
