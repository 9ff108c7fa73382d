import { endCommands } from "./child.mjs";
import { openDemo } from "./demo.mjs";
import { leaveDemo } from "./leave-demo.mjs";
import { command, startProduct } from "./product.mjs";
import { say, tell } from "./progress.mjs";
import { Sentence } from "./sentence.mjs";

const USAGE =
  "npm start opens Closeout; npm start -- --demo opens the demo, in a database of its own; npm start -- --leave-demo ends the demo and drops that database.";
const INTERRUPTED = 130;

/**
 * Starts Closeout and stays until it is told to end (Ctrl-C, SIGTERM) or cannot go on.
 * @param {string[]} args --demo, --leave-demo, --help
 */
export async function start(args) {
  const unknown = args.find((arg) => !["--demo", "--leave-demo", "--help"].includes(arg));
  if (unknown !== undefined) return tell(new Sentence(`${unknown} is not known here. ${USAGE}`));
  if (args.includes("--help")) return void process.stdout.write(`${USAGE}\n`);
  const told = untilTold();
  try {
    if (args.includes("--leave-demo")) await leaveDemo(process.env);
    else await live(args.includes("--demo") ? "demo" : "main", told);
  } catch (error) {
    if (told.happened()) process.exitCode = INTERRUPTED;
    else tell(error);
  }
  process.exit();
}

async function live(name, told) {
  const product = await startProduct({ name, env: environmentOf(name), told: told.happened });
  try {
    if (name === "demo") await openDemo(product);
    await greet(product, name);
    const reason = await Promise.race([told.signal, product.ended]);
    if (!told.happened()) tell(new Sentence(reason));
  } finally {
    say("Stopping");
    await product.stop();
    say("Stopped");
  }
}

/** The demo says so on every screen; its systems answer on the loopback, which the worker otherwise never calls. */
function environmentOf(name) {
  if (name !== "demo") return process.env;
  // Leavers are gathered for a shorter while before the closing read: somebody watches.
  const demo = { CLOSEOUT_ALLOW_PRIVATE_TARGETS: "127.0.0.1/32", CLOSEOUT_CLOSING_READ_SECONDS: "10" };
  return { ...demo, ...process.env, CLOSEOUT_DEMO: "true" };
}

async function greet(product, name) {
  const link = await command(product.cliEnv, ["sign-in-link", "--role", "administrator", "--name", "Administrator"]);
  say("Ready. Ctrl-C stops it.");
  process.stdout.write(`\n  Closeout${name === "demo" ? " (demo)" : ""}: ${product.url}\n`);
  process.stdout.write(`  Sign in once with: ${link}\n\n`);
}

/** During the start a signal ends the command under way, so that the start fails at once and gives up what it opened. */
function untilTold() {
  let happened = false;
  const signal = new Promise((resolve) => {
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) {
      process.on(name, () => {
        happened = true;
        endCommands();
        resolve(name);
      });
    }
  });
  return { signal, happened: () => happened };
}
