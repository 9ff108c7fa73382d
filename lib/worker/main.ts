import { SECOND } from "#lib/core/instant.ts";
import { compose, contextOf, openSecretsOf } from "#lib/runtime/compose.ts";
import { workerEnv } from "#lib/runtime/env.ts";
import { newId } from "#lib/runtime/ids.ts";
import { Connections } from "./connections.ts";
import { Engine } from "./engine.ts";
import { startJobs } from "./jobs.ts";
import { startNotifier } from "./notifier.ts";
import { startReadings } from "./readings.ts";
import { startRounds } from "./rounds.ts";
import { startTrials } from "./trials.ts";
import { Watchdog } from "./watchdog.ts";

const VERSION = "0.1.0";
/** Calls under way may end within this after a signal; what does not is an attempt whose outcome is not known. */
const GRACE_MS = 5_000;
/** Exit code of a worker that ended itself (EX_TEMPFAIL of sysexits.h): whoever started it starts another. */
const STALLED = 75;

const env = workerEnv();
const runtime = compose({
  process: "worker",
  databaseUrl: env.DATABASE_URL_WORKER,
  connectionsMax: 8,
  prepare: env.CLOSEOUT_PREPARED_STATEMENTS,
  sealPublicKey: null,
});
const ctx = contextOf(runtime, { kind: "job", credential: "closeout-worker" });
const connections = new Connections(ctx, openSecretsOf(env), env.CLOSEOUT_ALLOW_PRIVATE_TARGETS);
const watchdog = new Watchdog((forMs) => {
  ctx.logger.log("error", "a call to the database never came back; another worker takes over", { forMs });
  process.exit(STALLED);
});
const engine = new Engine(ctx, connections, {
  workerId: newId(),
  version: VERSION,
  watch: (call) => watchdog.watch(call),
});

const trials = startTrials(ctx, {
  openSecret: openSecretsOf(env),
  allowPrivateTargets: env.CLOSEOUT_ALLOW_PRIVATE_TARGETS,
});
// On a direct connection: a transaction pooler would lose it.
const listener = await runtime.database.sql.listen("closeout_work", () => {
  engine.wake();
  trials.wake();
});
const stopJobs = await startJobs(ctx, env.DATABASE_URL_WORKER);
const stopNotifier = startNotifier(ctx);
const stopRounds = startRounds(ctx, { closingReadDelay: env.CLOSEOUT_CLOSING_READ_SECONDS * SECOND });
const stopReadings = startReadings(ctx, connections);
await engine.start();
process.stdout.write(`${JSON.stringify({ ready: true })}\n`);

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  stopRounds();
  stopReadings();
  stopNotifier();
  await stopJobs();
  await trials.stop();
  await engine.stop(GRACE_MS);
  await listener.unlisten();
  await runtime.database.end();
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
