type Undo = () => Promise<void> | void;

const undos: Undo[] = [];
let running: Promise<void> | undefined;

/** Remembers how to undo something that was started; the last one started is undone first. */
export function onEnd(undo: Undo): void {
  undos.push(undo);
}

/** Undoes everything, once; what fails does not keep the rest from being undone. */
export function endAll(): Promise<void> {
  running ??= (async () => {
    for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) {
      try {
        await undo();
      } catch (cause) {
        process.stderr.write(`Could not be ended: ${String(cause)}\n`);
      }
    }
    running = undefined;
  })();
  return running;
}

/** Ctrl-C and `kill` end what was started before they end the bench. */
export function endOnSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => void endAll().then(() => process.exit(130)));
  }
}
