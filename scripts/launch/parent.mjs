const LOOK_MS = 1000;

/**
 * Ends this process, as if it had been told to, when the one that started it was killed: the older Node that handed over
 * (its channel closes), or npm (this process changes hands). Nobody could end it with Ctrl-C any more.
 */
export function stayWithParent() {
  const end = () => process.kill(process.pid, "SIGTERM");
  if (process.channel) {
    process.once("disconnect", end);
    // Listening alone must not keep a script alive that has come to its end.
    process.channel.unref();
  }
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    end();
  }, LOOK_MS);
  timer.unref();
}
