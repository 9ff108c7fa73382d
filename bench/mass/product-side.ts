import { execute } from "#lib/use-cases/_kit/execute.ts";
import { recordInChunks } from "#lib/use-cases/intake/record-in-chunks.ts";
import { releaseSource } from "#lib/use-cases/intake/release-source.ts";
import { must, personOf, slugOf } from "../harness/stage.ts";
import { logOf, truthOf } from "../harness/targets.ts";
import { cpuMs, cpuMsOfTree, rssMb } from "../harness/usage.ts";
import type { Leaving, Stage } from "./stage.ts";

const LOOK_MS = 500;
/** Statistics of a session reach others about once a second. */
const STATISTICS_MS = 1_500;
const PATIENCE_MS = 180_000;
const CLOSING_MS = 300_000;

/** What a round through the product came to; all but the first three a step. */
export interface ProductRun {
  readonly stepsPerSecond: number;
  readonly inventorySeconds: number;
  readonly workerRssMb: number;
  readonly workerCpuMs: number;
  readonly postgresCpuMs: number;
  readonly targetsCpuMs: number;
  readonly transactions: number;
  readonly walBytes: number;
  readonly rows: number;
}

/** Lets people leave `leadSeconds` from now, and measures from then until the last account is Verified. */
export async function runProduct(stage: Stage, leaving: Leaving, leadSeconds: number): Promise<ProductRun> {
  const begun = Date.now();
  const effectiveAt = begun + leadSeconds * 1000;
  await handIn(stage, leaving, effectiveAt);
  await waitUntil(stage, "inventory", effectiveAt - 500, async () => (await inventoriesLeft(stage, leaving)) === 0);
  const inventorySeconds = (Date.now() - begun) / 1000;
  const caseIds = await casesOf(stage, leaving);
  const steps = caseIds.length * stage.targets.list.length;
  await sleep(effectiveAt - Date.now() - 20);
  const before = await meter(stage);
  let rss = 0;
  await waitUntil(stage, "verification", effectiveAt + PATIENCE_MS, async () => {
    rss = Math.max(rss, rssMb(stage.product.workerPid));
    return (await verifiedOf(stage, caseIds)) === steps;
  });
  const cpu = meterCpu(stage);
  const seconds = await lastVerdict(stage, effectiveAt);
  await sleep(STATISTICS_MS);
  const after = { ...(await meter(stage)), ...cpu };
  await requireGone(stage, leaving, steps);
  const per = (name: keyof Meter) => (after[name] - before[name]) / steps;
  return {
    stepsPerSecond: steps / seconds,
    inventorySeconds,
    workerRssMb: rss,
    workerCpuMs: per("worker"),
    postgresCpuMs: per("postgres"),
    targetsCpuMs: per("targets"),
    transactions: per("transactions"),
    walBytes: per("wal"),
    rows: per("rows"),
  };
}

/** Waits until every case of a round has closed by itself. @returns seconds since its effective end */
export async function waitForClosing(stage: Stage, { round }: Leaving): Promise<number> {
  const source = `hr-${round}`;
  const closings = () => stage.product.admin.sql<{ left: number; seconds: number }[]>`
    select count(*) filter (where c.closed_at is null)::int as left,
      extract(epoch from max(c.closed_at) - min(c.effective_at))::float8 as seconds
    from leaver_case c join lifecycle_event e on e.id = c.event_id where e.source = ${source}`;
  await waitUntil(stage, "closing", Date.now() + CLOSING_MS, async () => (await closings())[0]?.left === 0);
  return (await closings())[0]?.seconds ?? Number.NaN;
}

/** A mass event is held until a second person releases it: the bench does both. */
async function handIn({ product }: Stage, { round, first, last }: Leaving, at: number): Promise<void> {
  const source = `hr-${round}`;
  const effectiveAt = new Date(at).toISOString();
  const events = Array.from({ length: last - first + 1 }, (_, index) => {
    const { personKey } = personOf(first + index);
    return { source, eventId: `e-${personKey}`, personKey, effectiveAt, zone: "UTC" };
  });
  const recorded = await recordInChunks(product.ctx, events, null);
  if (!recorded.ok || recorded.value.accepted !== events.length) throw new Error("events were refused");
  for (let more = true; more; )
    ({ more } = must(await execute(product.secondCtx, releaseSource, { source }, { idempotencyKey: null })));
}

async function inventoriesLeft({ product, leavers }: Stage, { round }: Leaving): Promise<number> {
  const [row] = await product.admin.sql<{ done: number }[]>`
    select count(*)::int as done from leaver_case c join lifecycle_event e on e.id = c.event_id
    where e.source = ${`hr-${round}`} and c.inventoried_at is not null`;
  return leavers - (row?.done ?? 0);
}

/** How many read Verified; by the projection's own index, so that looking costs the run next to nothing. */
async function verifiedOf({ product }: Stage, caseIds: readonly string[]): Promise<number> {
  const [row] = await product.admin.sql<{ verified: number }[]>`
    select count(*)::int as verified from item_verdict
    where case_id = any(${[...caseIds]}::uuid[]) and key = 'verified_disabled'`;
  return row?.verified ?? 0;
}

async function casesOf({ product }: Stage, { round }: Leaving): Promise<readonly string[]> {
  const rows = await product.admin.sql<{ id: string }[]>`
    select c.id from leaver_case c join lifecycle_event e on e.id = c.event_id where e.source = ${`hr-${round}`}`;
  return rows.map((row) => row.id);
}

/** Seconds from the effective end until the last verdict of Verified, by the database's clock. */
async function lastVerdict({ product }: Stage, at: number): Promise<number> {
  const [row] = await product.admin.sql<{ seconds: number }[]>`
    select extract(epoch from max(at) - ${new Date(at).toISOString()}::timestamptz)::float8 as seconds
    from verdict_change where key = 'verified_disabled'`;
  return row?.seconds ?? Number.NaN;
}

/** @throws when an item that reads Verified is not gone by its target's own truth, or a target had to answer 429 */
async function requireGone({ product, targets }: Stage, { round }: Leaving, steps: number): Promise<void> {
  const verified = await product.admin.sql<{ slug: string; nativeId: string }[]>`
    select y.slug, p.native_id as "nativeId" from item_verdict v join case_item i on i.id = v.item_id
    join system y on y.id = i.system_id join profile_account p on p.account_id = i.account_id
    join leaver_case c on c.id = i.case_id join lifecycle_event e on e.id = c.event_id
    where v.key = 'verified_disabled' and e.source = ${`hr-${round}`}`;
  let gone = 0;
  for (const target of targets.list) {
    const off = new Set((await truthOf(target)).users.filter((user) => !user.active).map((user) => user.id));
    gone += verified.filter((row) => row.slug === slugOf(target) && off.has(row.nativeId)).length;
    const refused = (await logOf(target)).filter(({ status }) => status === 429).length;
    if (refused > 0) throw new Error(`${target.name} answered 429 to the product ${refused} times`);
  }
  if (gone !== steps) throw new Error(`${steps - gone} of ${steps} accounts read Verified and are not gone`);
}

interface Meter {
  readonly worker: number;
  readonly postgres: number;
  readonly targets: number;
  readonly transactions: number;
  readonly wal: number;
  readonly rows: number;
}

function meterCpu({ product, cluster, targets }: Stage) {
  return { worker: cpuMs(product.workerPid), postgres: cpuMsOfTree(cluster.pid), targets: cpuMs(targets.pid) };
}

async function meter(stage: Stage): Promise<Meter> {
  const [row] = await stage.product.admin.sql<{ transactions: number; wal: number; rows: number }[]>`
    select xact_commit::int as transactions, (pg_current_wal_lsn() - '0/0')::float8 as wal,
      (tup_inserted + tup_updated)::float8 as rows
    from pg_stat_database where datname = current_database()`;
  if (row === undefined) throw new Error("the database has no statistics");
  return { ...row, ...meterCpu(stage) };
}

async function waitUntil(stage: Stage, what: string, deadline: number, holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) {
    if (Date.now() > deadline) {
      const counts = await stage.product.admin.sql`select key, reason, count(*)::int from item_verdict group by 1, 2`;
      const steps = await stage.product.admin.sql`select kind, state, count(*)::int from step group by 1, 2`;
      throw new Error(`the ${what} was not over in time: ${JSON.stringify([...counts])} ${JSON.stringify([...steps])}`);
    }
    await sleep(LOOK_MS);
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));
}
