import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { openDataFolder } from "./data-folder.mjs";
import { dropDemo } from "./database.mjs";
import { lives, until } from "./processes.mjs";
import { say, step } from "./progress.mjs";
import { runsOf } from "./runs.mjs";
import { Sentence } from "./sentence.mjs";

const ENDING_MS = 60_000;

/**
 * Leaves the demo: ends it where it runs, drops its database and removes everything that was kept for it. What belongs
 * to `npm start` without --demo is not touched.
 * @param {Record<string, string | undefined>} env the handles CLOSEOUT_DATA and DATABASE_URL
 * @throws {Sentence} when the demo does not end, or its database cannot be dropped; everything is kept then
 */
export async function leaveDemo(env) {
  const data = openDataFolder(env);
  await endRuns(data);
  await step("Dropping the demo's database", () => dropDemo({ data, databaseUrl: env.DATABASE_URL }));
  for (const name of readdirSync(data).filter(isDemos)) rmSync(path.join(data, name), { recursive: true, force: true });
  say("The demo is left: nothing of it is kept");
}

/** Its keys, logs, notes and state stand beside those of others, under its name. */
function isDemos(name) {
  return name.startsWith("demo-") || name.startsWith("pg-demo");
}

const isAlive = ({ pid, started }) => lives(pid, started);

async function endRuns(data) {
  const running = runsOf(data, "demo").filter(isAlive);
  if (running.length === 0) return;
  for (const { pid } of running) process.kill(pid, "SIGINT");
  await step("Ending the demo", () => until(() => !running.some(isAlive), ENDING_MS));
  const left = running.find(isAlive);
  if (left) throw new Sentence(`The demo (process ${left.pid}) does not end: end it, then leave it again.`);
}
