/** Calls `act` at once, then at most once in `everyMs`, however often it is asked; the last request is never lost. */
export function calmed(act: () => void, everyMs: number) {
  let next: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  const open = () => {
    next = undefined;
    if (!again) return;
    again = false;
    ask();
  };
  const ask = () => {
    if (next !== undefined) {
      again = true;
      return;
    }
    next = setTimeout(open, everyMs);
    act();
  };
  const stop = () => {
    clearTimeout(next);
    again = false;
  };
  return { ask, stop };
}
