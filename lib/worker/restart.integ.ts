import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { removePostgres, startPostgres } from "#scripts/launch/postgres.mjs";
import { people, peopled, recordPeople, reportLeavers } from "./testing/leavers.ts";
import { ledgerFaults } from "./testing/ledger.ts";
import { slowDown } from "./testing/points.ts";
import { openStage, type Stage } from "./testing/stage.ts";
import { countVerdicts, falselyGreen, stuck, unfinished } from "./testing/truth.ts";
import { until, untilEqual } from "./testing/until.ts";
import type { WorkerProcess } from "./testing/worker-process.ts";

const seeds = people(4);
const ALL_VERIFIED = { verified_disabled: 4, verified_removed: 6 };
const dataDir = mkdtempSync(join(tmpdir(), "closeout-restart-"));
const cluster = { dataDir, name: "test" };

let embedded: Awaited<ReturnType<typeof startPostgres>>;
let stage: Stage;
let worker: WorkerProcess;

beforeAll(async () => {
  embedded = await startPostgres(cluster);
  // A cluster of its own: the one that other tests share must not go away under them.
  process.env["TEST_DATABASE_URL"] = embedded.url;
  stage = await openStage([{ name: "Target", delayMs: 20, inFlightMax: 2, ...peopled(seeds) }]);
  await recordPeople(stage, seeds);
  worker = await stage.startWorker();
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await embedded.stop();
  await removePostgres(cluster);
  rmSync(dataDir, { recursive: true, force: true });
});

/** As `pg_ctl stop -m immediate`: nothing is written out, the next start recovers from the log. */
async function restartImmediately(): Promise<void> {
  process.kill(embedded.pid, "SIGQUIT");
  await until(
    "the server gone",
    () => lives(embedded.pid),
    (alive) => !alive,
  );
  embedded = await startPostgres(cluster);
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A read that fails while the database is away has read nothing. */
function calm<Value>(read: () => Promise<Value>): () => Promise<Value | null> {
  return () => read().catch(() => null);
}

function target() {
  const [system] = stage.server.systems;
  if (system === undefined) throw new Error("the stage has no target");
  return system;
}

/** A worker that waits for a query that never comes back ends itself; here as in the launcher another is started. */
async function withWorker<Value>(read: () => Value | Promise<Value>): Promise<Value> {
  if (!lives(worker.pid)) worker = await stage.startWorker();
  return read();
}

const unfinishedWithWorker = () => withWorker(() => unfinished(stage));

describe("a database that goes away under a worker", () => {
  it("stopped at once during the inventory and again during the calls: the same worker goes on, nothing is lost", async () => {
    slowDown(target(), 150);
    await reportLeavers(
      stage,
      seeds.map(({ key }) => key),
    );
    await until(
      "an inventory under way",
      () => target().inFlight,
      (calls) => calls > 0,
    );
    await restartImmediately();
    const written = () => target().log.filter(({ method }) => method === "PATCH").length;
    await until("acts under way", written, (count) => count > 0, 90_000);
    await restartImmediately();
    slowDown(target(), 0);
    await untilEqual(
      calm(() => countVerdicts(stage)),
      ALL_VERIFIED,
      120_000,
    );
    await untilEqual(
      calm(() => unfinished(stage)),
      [],
    );
    expect(await falselyGreen(stage)).toEqual([]);
    expect(await stuck(stage)).toEqual([]);
    expect(await ledgerFaults(stage)).toEqual([]);
    expect(lives(worker.pid)).toBe(true);
    const states = async () => [...(await stage.db.superuser.sql`select distinct state from leaver_case`)];
    await untilEqual(calm(states), [{ state: "closed_verified" }]);
  }, 1_200_000);

  it("cutting every connection of the worker, over and over: new steps are taken afterwards, by it or by the one in its place", async () => {
    const cut = () => stage.db.superuser.sql`
      select pg_terminate_backend(pid) from pg_stat_activity where usename = 'closeout_worker' and datname = current_database()`;
    for (let times = 0; times < 5; times += 1) {
      // Whatever the cut before caught has ended: otherwise the new steps would be the old ones.
      await untilEqual(calm(unfinishedWithWorker), [], 150_000);
      const before = target().requests;
      await stage.db.superuser.sql`
        insert into step (id, kind, state, case_id, item_id, system_id, epoch, not_before, created_at)
        select gen_random_uuid(), 'observe', 'ready', i.case_id, i.id, i.system_id, 1, now(), now() from case_item i
        on conflict do nothing`;
      await until(
        "a look",
        () => withWorker(() => target().requests),
        (count) => count > before,
        150_000,
      );
      await cut();
    }
    await untilEqual(calm(unfinishedWithWorker), [], 150_000);
    expect(await countVerdicts(stage)).toEqual(ALL_VERIFIED);
    expect(await ledgerFaults(stage)).toEqual([]);
    if (lives(worker.pid)) expect(await worker.end()).toBe(0);
  }, 1_200_000);
});
