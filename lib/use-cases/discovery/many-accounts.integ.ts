import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import { LISTED_TABS, type ListedTab } from "#lib/core/views/discovery.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { testCtx } from "#lib/runtime/testing.ts";
import { runQuery } from "../_kit/query.ts";
import { listedPage } from "./list-listed-accounts.ts";
import { listOrphans } from "./list-orphans.ts";
import { readSystemAccounts } from "./read-system-accounts.ts";

const ACCOUNTS = Number(process.env["ACCOUNTS"] ?? 200_000);

let db: TestDatabase;
let ctx: Ctx;
let systemId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  ctx = testCtx(db.web);
  systemId = ctx.newId();
  const { sql } = db.superuser;
  await sql`insert into system (id, slug, name, tier, connector, created_at) values (${systemId}, 'big', 'Big', 1, 'scim', now())`;
  const runId = ctx.newId();
  await sql`
    insert into discovery_run (id, system_id, state, asked_by, started_at, ended_at, accounts, complete)
    values (${runId}, ${systemId}, 'finished', 'somebody', now(), now(), ${ACCOUNTS}, true)`;
  // Every fiftieth is nobody's, every hundredth of a leaver, a few are machines' or gone; names mix cases and scripts.
  await sql`
    insert into profile_listed_account (system_id, native_id, run_id, first_run_id, user_name, name_key, emails, kind, presence, standing, gone_at)
    select ${systemId}, 'n' || g, ${runId}, ${runId}, name, lower(name),
      array['mail-' || g || '@example.com'], case when g % 1000 = 7 then 'unknown' else 'human' end, 'active',
      case when g % 50 = 0 then 'uncorrelated' when g % 100 = 1 then 'left' else 'person' end,
      case when g % 2000 = 3 then now() end
    from generate_series(1, ${ACCOUNTS}) g, lateral (select
      case g % 5 when 0 then 'User-' when 1 then 'user-' when 2 then 'Äußerst-' when 3 then 'محمد-' else 'Zoë-' end || lpad(g::text, 8, '0')
      as name) named`;
  await sql`analyze profile_listed_account`;
}, 300_000);
afterAll(() => db.drop());

/** One page, read as its query reads it, with how often the whole table was read for it and how long it took. */
function page(standing: ListedTab, cursor?: string, begins = "") {
  return withTx(db.web, ALL_ROWS, "read", async (tx) => {
    const began = performance.now();
    const read = await listedPage(tx, { systemId, standing, begins, limit: 200, cursor });
    const ms = (performance.now() - began).toFixed(1);
    if (!read.ok) throw new Error(JSON.stringify(read.reasons));
    const [counted] = await tx.sql`
      select seq_scan::int as scans from pg_stat_xact_user_tables where relname = 'profile_listed_account'`;
    return { ...read.value, ms, scans: counted?.["scans"] };
  });
}

describe("a system with very many accounts", () => {
  test.each(LISTED_TABS)("shows a page of %s without reading the others", async (standing) => {
    const { rows, ms, scans } = await page(standing);
    process.stdout.write(`${standing}: ${rows.length} rows in ${ms} ms\n`);
    expect(rows.length).toBeGreaterThan(0);
    expect(scans).toBe(0);
  });

  test("goes through a tab page by page: each account once, in the order of the names", async () => {
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const { rows, nextCursor } = await page("uncorrelated", cursor);
      seen.push(...rows.map(({ nativeId }) => nativeId));
      if (nextCursor === null) break;
      cursor = nextCursor;
    }
    expect(seen).toHaveLength(Math.floor(ACCOUNTS / 50));
    expect(new Set(seen).size).toBe(seen.length);
  }, 60_000);

  test("finds accounts by how their names begin, in any case and script", async () => {
    const found = await page("all", undefined, "USER-0000000");
    process.stdout.write(`begins: ${found.rows.length} rows in ${found.ms} ms\n`);
    expect(found.scans).toBe(0);
    expect(found.rows.map(({ userName }) => userName)).toEqual(["user-00000001", "User-00000005", "user-00000006"]);
    expect((await page("all", undefined, "محمد-0000000")).rows).toHaveLength(2);
    expect((await page("all", undefined, "äussERST")).rows).toEqual([]);
    expect((await page("all", undefined, "äußERST-0000000")).rows).toHaveLength(2);
    expect((await page("all", undefined, "100%_")).rows).toEqual([]);
  });

  test("is counted no further than ten thousand, and says so", async () => {
    const began = performance.now();
    const read = await runQuery(ctx, readSystemAccounts, { slug: "big" });
    process.stdout.write(`the screen: ${(performance.now() - began).toFixed(1)} ms\n`);
    expect(read.ok && read.value.counts.find(({ tab }) => tab === "all")).toMatchObject({ count: 10_000, more: true });
    const over = performance.now();
    const orphans = await runQuery(ctx, listOrphans, {});
    process.stdout.write(`orphans: ${(performance.now() - over).toFixed(1)} ms\n`);
    const nobody = Math.floor(ACCOUNTS / 50);
    expect(orphans.ok && orphans.value.rows[0]).toMatchObject({
      slug: "big",
      nobody: { count: Math.min(nobody, 10_000), more: nobody > 10_000 },
    });
  });
});
