import path from "node:path";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { runQuery } from "#lib/use-cases/_kit/query.ts";
import { readDiscovery } from "#lib/use-cases/discovery/read-discovery.ts";
import { startDiscovery } from "#lib/use-cases/discovery/start-discovery.ts";
import { registerSystem } from "#lib/use-cases/systems/register-system.ts";
import { until } from "#scripts/launch/processes.mjs";
import { type Child, startChild } from "./harness/child.ts";
import { type Cluster, startCluster } from "./harness/cluster.ts";
import { type Figure, median, note } from "./harness/figures.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { must } from "./harness/stage.ts";
import { rssMb } from "./harness/usage.ts";

const ACCOUNTS = 1_000_000;
const PAGE = 1000;
const ROUNDS = 2;
const QUIET_MS = 60_000;
const PATIENCE_MS = 300_000;
/** As many people as accounts are correlated with; each has five, and one account in fifty is nobody's. */
const PEOPLE = 200_000;

interface Bare {
  readonly seconds: number;
  readonly rows: number;
}

interface Ours {
  readonly seconds: number;
  readonly readSeconds: number;
  readonly rssMb: number;
}

/**
 * A million accounts from a paged SCIM target into PostgreSQL, each correlated with 200,000 people, by the real worker;
 * beside a client that pages through the same target and stores nothing. In turns. At last once more with the worker
 * killed in the middle: the next one must end with every account once.
 */
export async function discovery({ rounds = ROUNDS }: { readonly rounds?: number }): Promise<readonly Figure[]> {
  const cluster = await startCluster();
  const target = await startTarget(cluster);
  const product = await startProduct(cluster, "discovery");
  await addPeople(product);
  const runs: { readonly ours: Ours; readonly bare: Bare }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const system = await addSystem(product, target.origin, round);
    const bare = await bareRun(cluster, target.origin);
    const ours = await ourRun(product, system, () => undefined);
    runs.push({ bare, ours });
    note(
      `  round ${round + 1}: ours ${ours.seconds.toFixed(1)} s (read ${ours.readSeconds.toFixed(1)}), bare ${bare.seconds.toFixed(1)} s, ${Math.round(ours.rssMb)} MB`,
    );
  }
  const killed = await killedRun(product, await addSystem(product, target.origin, rounds));
  await product.stop();
  await target.child.stop();
  return figuresOf(runs, killed);
}

function figuresOf(
  runs: readonly { readonly ours: Ours; readonly bare: Bare }[],
  killed: { readonly rows: number; readonly accounts: number },
): Figure[] {
  const of = (value: (run: (typeof runs)[number]) => number) => median(runs.map(value));
  return [
    { what: "ratio", unit: "x", value: of(({ ours, bare }) => bare.seconds / ours.seconds), goal: { least: 0.5 } },
    { what: "rss_mb", unit: "MB", value: Math.max(...runs.map(({ ours }) => ours.rssMb)), goal: { most: 300 } },
    { what: "lost_after_kill", unit: "accounts", value: ACCOUNTS - killed.accounts, goal: { most: 0 } },
    { what: "twice_after_kill", unit: "accounts", value: killed.rows - killed.accounts, goal: { most: 0 } },
    { what: "accounts_s", unit: "accounts/s", value: of(({ ours }) => ACCOUNTS / ours.seconds) },
    { what: "bare_accounts_s", unit: "accounts/s", value: of(({ bare }) => bare.rows / bare.seconds) },
    { what: "read_s", unit: "s", value: of(({ ours }) => ours.readSeconds) },
  ];
}

async function startTarget(cluster: Cluster): Promise<{ readonly child: Child; readonly origin: string }> {
  const args = ["bench/discovery/target.ts", String(ACCOUNTS)];
  const child = await startChild({ title: "The target", args, env: {}, log: path.join(cluster.folder, "target.log") });
  // The line that the target prints.
  const { port } = child.ready as { port: number };
  return { child, origin: `http://127.0.0.1:${port}` };
}

async function bareRun(cluster: Cluster, origin: string): Promise<Bare> {
  const args = ["bench/discovery/bare-side.ts", origin, String(PAGE)];
  const child = await startChild({
    title: "The bare client",
    args,
    env: {},
    log: path.join(cluster.folder, "bare.log"),
  });
  await child.stop();
  const bare = child.ready as Bare;
  if (bare.rows !== ACCOUNTS) throw new Error(`the bare client read ${bare.rows} accounts`);
  return bare;
}

/** Straight into the tables: how people are recorded is not measured here. */
async function addPeople({ admin: { sql } }: Product): Promise<void> {
  await sql`create temporary table made as
    select n, gen_random_uuid() as id, gen_random_uuid() as engagement from generate_series(1, ${PEOPLE}::int) n`;
  await sql`insert into identity (id, kind, created_at) select id, 'person', now() from made`;
  await sql`insert into engagement (id, identity_id, kind, created_at) select engagement, id, 'employment', now() from made`;
  await sql`insert into profile_identity (identity_id, person_key, display_name, emails, user_names, name_keys)
    select id, 'p-' || n, 'Person ' || n, array['person-' || n || '@bench.example'], array['person-' || n],
      array['person-' || n] from made`;
  await sql`vacuum analyze`;
}

async function addSystem(product: Product, origin: string, round: number): Promise<string> {
  const config = { baseUrl: `${origin}/scim/v2`, pageSize: PAGE };
  const input = { slug: `big-${round}`, name: "Big", connector: "scim", config, secrets: { token: "bench" } };
  const { id } = must(await execute(product.ctx, registerSystem, input, { idempotencyKey: null }));
  const quiet = await until(async () => {
    const [row] = await product.admin.sql`select count(*)::int as steps from step where state in ('ready', 'leased')`;
    return row?.["steps"] === 0;
  }, QUIET_MS);
  if (!quiet) throw new Error("the worker did not come to rest");
  return id;
}

async function latest({ ctx }: Product, systemId: string) {
  const read = await runQuery(ctx, readDiscovery, { systemId });
  const run = read.ok ? read.value.runs[0] : undefined;
  if (run === undefined) throw new Error("no run");
  return run;
}

/** @param onPage called while it runs, with the pages read so far */
async function ourRun(product: Product, systemId: string, onPage: (pages: number) => void): Promise<Ours> {
  const began = performance.now();
  must(await execute(product.ctx, startDiscovery, { systemId }, { idempotencyKey: null }));
  let rss = 0;
  let readSeconds = Number.NaN;
  const over = await until(async () => {
    const run = await latest(product, systemId);
    rss = Math.max(rss, rssMb(product.workerPid) || 0);
    if (run.rows === ACCOUNTS && Number.isNaN(readSeconds)) readSeconds = (performance.now() - began) / 1000;
    onPage(run.pages);
    return run.state !== "running";
  }, PATIENCE_MS);
  const { state, complete, counts } = await latest(product, systemId);
  if (!over || state !== "finished" || complete !== true || counts?.accounts !== ACCOUNTS)
    throw new Error(`the target was not listed to its end: ${JSON.stringify({ state, complete, counts })}`);
  const took = await product.admin.sql<{ seconds: number }[]>`
    select extract(epoch from ended_at - started_at)::float8 as seconds from discovery_run
    where system_id = ${systemId} order by started_at desc limit 1`;
  return { seconds: took[0]?.seconds ?? Number.NaN, readSeconds, rssMb: rss };
}

/** The worker is killed in the middle and another one started. @returns what stands in the table at the end */
async function killedRun(product: Product, systemId: string) {
  let killed = false;
  await ourRun(product, systemId, (pages) => {
    if (killed || pages < ACCOUNTS / PAGE / 2) return;
    killed = true;
    product.killWorker();
  });
  if (!killed) throw new Error("the run was over before its worker was killed");
  const [row] = await product.admin.sql<{ rows: number; accounts: number }[]>`
    select count(*)::int as rows, count(distinct native_id)::int as accounts from profile_listed_account
    where system_id = ${systemId}`;
  return row ?? { rows: 0, accounts: 0 };
}
