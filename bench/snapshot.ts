import { rmSync } from "node:fs";
import path from "node:path";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { recordInChunks } from "#lib/use-cases/intake/record-in-chunks.ts";
import { registerSystem } from "#lib/use-cases/systems/register-system.ts";
import { LIST_FLAGS } from "#scripts/launch/memory.mjs";
import { until } from "#scripts/launch/processes.mjs";
import { startChild } from "./harness/child.ts";
import { onEnd } from "./harness/cleanup.ts";
import { type Cluster, startCluster } from "./harness/cluster.ts";
import { type Figure, median, note } from "./harness/figures.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { must } from "./harness/stage.ts";
import { writeList } from "./snapshot/list-file.ts";

const ROWS = 1_000_000;
const PEOPLE = 200_000;
/** One in a thousand has left and is looked for. */
const LEAVERS = 200;
const ROUNDS = 3;
const QUIET_MS = 60_000;

interface Ours {
  readonly seconds: number;
  readonly readSeconds: number;
  readonly rssMb: number;
  readonly rows: number;
  readonly matched: number;
  readonly state: string;
  readonly leaversFound: number;
}

interface Bare {
  readonly seconds: number;
  readonly rows: number;
}

/**
 * A list of a million users supplied and accepted, every row matched with 200,000 people, beside a COPY of the same file
 * into one unlogged table. In turns; each side in a process of its own.
 */
export async function snapshot({ rounds = ROUNDS }: { readonly rounds?: number }): Promise<readonly Figure[]> {
  const cluster = await startCluster();
  const product = await startProduct(cluster, "snapshot");
  const file = path.join(cluster.folder, "users.csv");
  note(`writing a list of ${ROWS} users; ${PEOPLE} people, ${LEAVERS} of them leavers`);
  await writeList(file, ROWS, ROWS / PEOPLE);
  onEnd(() => rmSync(file, { force: true }));
  await addPeople(product);
  await addLeavers(product);
  const runs: { readonly ours: Ours; readonly bare: Bare }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const system = await addSystem(product, round);
    const bare = await bareRun(cluster, product, file);
    const ours = await ourRun(cluster, product, system, file);
    runs.push({ bare, ours });
    note(
      `  round ${round + 1}: ours ${ours.seconds.toFixed(2)} s (read ${ours.readSeconds.toFixed(2)}), bare ${bare.seconds.toFixed(2)} s, ${Math.round(ours.rssMb)} MB`,
    );
  }
  await product.stop();
  return figuresOf(runs);
}

function figuresOf(runs: readonly { readonly ours: Ours; readonly bare: Bare }[]): Figure[] {
  const of = (value: (run: (typeof runs)[number]) => number) => median(runs.map(value));
  return [
    { what: "ratio", unit: "x", value: of(({ ours, bare }) => bare.seconds / ours.seconds), goal: { least: 0.25 } },
    { what: "rss_mb", unit: "MB", value: Math.max(...runs.map(({ ours }) => ours.rssMb)), goal: { most: 300 } },
    { what: "rows_s", unit: "rows/s", value: of(({ ours }) => ours.rows / ours.seconds) },
    { what: "copy_rows_s", unit: "rows/s", value: of(({ bare }) => bare.rows / bare.seconds) },
    { what: "read_s", unit: "s", value: of(({ ours }) => ours.readSeconds) },
    { what: "accept_s", unit: "s", value: of(({ ours }) => ours.seconds - ours.readSeconds) },
  ];
}

/** Straight into the tables: how people are recorded is not measured here. */
async function addPeople(product: Product): Promise<void> {
  const { sql } = product.admin;
  await sql`create temporary table made as
    select n, gen_random_uuid() as id, gen_random_uuid() as engagement from generate_series(1, ${PEOPLE}::int) n`;
  await sql`insert into identity (id, kind, created_at) select id, 'person', now() from made`;
  await sql`insert into engagement (id, identity_id, kind, created_at) select engagement, id, 'employment', now() from made`;
  await sql`insert into profile_identity (identity_id, person_key, display_name, emails, user_names, name_keys)
    select id, 'p-' || n, 'Person ' || n, array['person-' || n || '@bench.example'], array['person-' || n],
      array['person-' || n] from made`;
  // As autovacuum leaves it: an index of lists holds what is new aside until then.
  await sql`vacuum analyze`;
}

async function addLeavers(product: Product): Promise<void> {
  const events = Array.from({ length: LEAVERS }, (_, at) => ({
    source: "hr",
    eventId: `e-${at}`,
    personKey: `p-${(at + 1) * (PEOPLE / LEAVERS)}`,
    effectiveAt: "2026-01-31",
    zone: "UTC",
  }));
  const recorded = await recordInChunks(product.ctx, events, null);
  if (!recorded.ok || recorded.value.accepted !== LEAVERS) throw new Error(JSON.stringify(recorded).slice(0, 500));
}

async function addSystem(product: Product, round: number): Promise<string> {
  const listed = { exists: "yes", observe: "snapshot" };
  const input = { slug: `listed-${round}`, name: "Listed", layers: { account: listed, entitlement: listed } };
  const { id } = must(await execute(product.ctx, registerSystem, input, { idempotencyKey: null }));
  // The worker asks itself what it can of a new system; its work is not to be measured with ours.
  const quiet = await until(async () => {
    const [row] = await product.admin.sql`select count(*)::int as steps from step where state in ('ready', 'leased')`;
    return row?.["steps"] === 0;
  }, QUIET_MS);
  if (!quiet) throw new Error("the worker did not come to rest");
  return id;
}

async function ourRun(cluster: Cluster, product: Product, system: string, file: string): Promise<Ours> {
  const ours = (await run(cluster, "The intake", [
    ...LIST_FLAGS,
    "bench/snapshot/product-side.ts",
    product.webUrl,
    system,
    file,
    String(ROWS),
  ])) as Ours;
  if (ours.rows !== ROWS || ours.matched !== PEOPLE || ours.state !== "accepted" || ours.leaversFound !== LEAVERS)
    throw new Error(`the list was not read as it was written: ${JSON.stringify(ours)}`);
  return ours;
}

async function bareRun(cluster: Cluster, product: Product, file: string): Promise<Bare> {
  const bare = (await run(cluster, "The COPY", ["bench/snapshot/bare-side.ts", product.adminUrl, file])) as Bare;
  if (bare.rows !== ROWS) throw new Error(`the COPY took ${bare.rows} rows`);
  return bare;
}

/** What a process that says one line and ends has said. */
async function run(cluster: Cluster, title: string, args: readonly string[]): Promise<unknown> {
  const child = await startChild({ title, args, env: {}, log: path.join(cluster.folder, "snapshot.log") });
  await child.stop();
  return child.ready;
}
