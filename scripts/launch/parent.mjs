import { lookAt } from "./processes.mjs";

const LOOK_MS = 250;

/**
 * Ends this process, as if it had been told to, when what started it was killed: the older Node that handed over (its
 * channel closes), npm, or the shell between npm and us. Nobody could end it with Ctrl-C any more.
 */
export function stayWithParent() {
  const end = () => process.kill(process.pid, "SIGTERM");
  if (process.channel) {
    process.once("disconnect", end);
    // Listening alone must not keep a script alive that has come to its end.
    process.channel.unref();
  }
  if (!process.env.npm_lifecycle_event) return;
  const begun = parents();
  const timer = setInterval(() => {
    if (parents() === begun) return;
    clearInterval(timer);
    end();
  }, LOOK_MS);
  timer.unref();
}

/** Our parent's id and, where that is the shell in which npm runs a script, its parent's too. */
function parents() {
  const parent = process.ppid;
  if (process.platform !== "linux") return `${parent}`;
  const facts = lookAt(parent);
  return facts !== undefined && /^(sh|dash|bash)$/.test(facts.command) ? `${parent} ${facts.parent}` : `${parent}`;
}
