import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { withTx } from "#db/tx.ts";
import { domainError } from "#lib/core/errors.ts";
import type { CaseId, ItemId } from "#lib/core/ids.ts";
import { refused } from "#lib/core/result.ts";
import { testCtx, userActor } from "#lib/runtime/testing.ts";
import { defineCommand, done } from "./command.ts";
import { appendEvidence } from "./evidence.ts";
import { execute } from "./execute.ts";
import { defineQuery, runQuery } from "./query.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const setSetting = defineCommand({
  name: "test.set",
  input: z.strictObject({ name: z.string(), fail: z.enum(["no", "refuse", "throw", "evidence"]).default("no") }),
  permission: "system:write",
  touches: ({ name }) => [`system:${name}` as const],
  run: async (tx, ctx, { name, fail }) => {
    await tx.sql`insert into setting (name, value) values (${name}, '1')`;
    if (fail === "refuse") return refused(domainError("not_found"));
    if (fail === "throw") throw new Error("a fault");
    // A case that does not exist: the evidence cannot be written.
    const caseId = fail === "evidence" ? (ctx.newId() as CaseId) : null;
    return done({ name }, [{ kind: "policy.changed", caseId, data: { policy: name, version: 1 } }]);
  },
});

const settings = async () => (await db.superuser.sql`select name from setting order by name`).map((row) => row.name);
const leavesBy = async (requestId: string) =>
  (await db.superuser.sql`select convert_from(body, 'UTF8')::jsonb as body from entry order by id`)
    .map((row) => row.body)
    .filter((body) => body.request === requestId);
const entriesBy = async (requestId: string) => (await leavesBy(requestId)).flatMap((leaf) => leaf.entries);

describe("execute", () => {
  test("the change, its evidence, its tags and its receipt commit together", async () => {
    const ctx = testCtx(db.web);
    const outcome = await execute(ctx, setSetting, { name: "one" }, { idempotencyKey: "k-one" });
    expect(outcome).toEqual({ ok: true, result: { name: "one" }, touches: ["system:one"], replayed: false });
    expect(await settings()).toContain("one");
    const [leaf] = await leavesBy(ctx.requestId);
    expect(leaf).toMatchObject({
      case: null,
      entries: [{ kind: "policy.changed", data: { policy: "one", version: 1 }, version: 1 }],
    });
    expect(Math.abs(leaf.at / 1000 - Date.now())).toBeLessThan(60_000);
    expect(await db.superuser.sql`select 1 from change where tag = 'system:one'`).toHaveLength(1);
    expect(await db.superuser.sql`select 1 from command_receipt where idempotency_key = 'k-one'`).toHaveLength(1);
  });

  test("evidence that cannot be written takes the change with it", async () => {
    await expect(
      execute(testCtx(db.web), setSetting, { name: "two", fail: "evidence" }, { idempotencyKey: "k-two" }),
    ).rejects.toThrow("cannot be locked");
    expect(await settings()).not.toContain("two");
    expect(await db.superuser.sql`select 1 from command_receipt where idempotency_key = 'k-two'`).toHaveLength(0);
  });

  test("a refusal rolls its writes back and is itself recorded; its key stays free", async () => {
    const ctx = testCtx(db.web);
    const outcome = await execute(ctx, setSetting, { name: "three", fail: "refuse" }, { idempotencyKey: "k-three" });
    expect(outcome).toMatchObject({ ok: false, reasons: [{ code: "not_found" }] });
    expect(await settings()).not.toContain("three");
    expect(await entriesBy(ctx.requestId)).toMatchObject([
      { kind: "command.refused", data: { command: "test.set", codes: ["not_found"] } },
    ]);
    expect(await db.superuser.sql`select 1 from command_receipt where idempotency_key = 'k-three'`).toHaveLength(0);
  });

  test("a fault rolls everything back and is thrown, not answered", async () => {
    await expect(
      execute(testCtx(db.web), setSetting, { name: "four", fail: "throw" }, { idempotencyKey: null }),
    ).rejects.toThrow("a fault");
    expect(await settings()).not.toContain("four");
  });

  test("the same key and input gives the first answer and changes nothing again", async () => {
    const ctx = testCtx(db.web);
    await execute(ctx, setSetting, { name: "five" }, { idempotencyKey: "k-five" });
    const again = await execute(ctx, setSetting, { fail: "no", name: "five" }, { idempotencyKey: "k-five" });
    expect(again).toMatchObject({ ok: true, result: { name: "five" }, replayed: true });
    expect(await entriesBy(ctx.requestId)).toHaveLength(1);
  });

  test("ten requests at once under one key are carried out once", async () => {
    const ctx = testCtx(db.web);
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => execute(ctx, setSetting, { name: "six" }, { idempotencyKey: "k-six" })),
    );
    expect(outcomes.map((outcome) => outcome.ok && outcome.replayed).sort()).toEqual([false, ...Array(9).fill(true)]);
  });

  test("the same key with other input, or another version, is a conflict", async () => {
    const ctx = testCtx(db.web);
    await execute(ctx, setSetting, { name: "seven" }, { idempotencyKey: "k-seven" });
    const other = await execute(ctx, setSetting, { name: "eight" }, { idempotencyKey: "k-seven" });
    expect(other).toMatchObject({ ok: false, reasons: [{ code: "idempotency_conflict" }] });
    const version = await execute(
      ctx,
      setSetting,
      { name: "seven" },
      { idempotencyKey: "k-seven", expectedVersion: 2 },
    );
    expect(version).toMatchObject({ ok: false, reasons: [{ code: "idempotency_conflict" }] });
  });

  test("another actor's key is another key", async () => {
    await execute(testCtx(db.web), setSetting, { name: "nine" }, { idempotencyKey: "k-shared" });
    const other = await execute(testCtx(db.web), setSetting, { name: "ten" }, { idempotencyKey: "k-shared" });
    expect(other).toMatchObject({ ok: true, replayed: false });
  });

  test("a role without the permission changes nothing, learns nothing of the input, and is recorded", async () => {
    const ctx = testCtx(db.web, { actor: userActor("auditor") });
    const outcome = await execute(ctx, setSetting, { nonsense: true }, { idempotencyKey: null });
    expect(outcome).toMatchObject({ ok: false, reasons: [{ code: "not_permitted" }] });
    expect(await entriesBy(ctx.requestId)).toMatchObject([
      { kind: "command.refused", data: { codes: ["not_permitted"] } },
    ]);
  });

  test("a key that the schema does not name is refused with its path", async () => {
    const outcome = await execute(testCtx(db.web), setSetting, { name: "x", extra: 1 }, { idempotencyKey: null });
    expect(outcome).toMatchObject({ ok: false, reasons: [{ code: "input_invalid" }] });
    expect(outcome.ok || outcome.reasons[0].sentence).toContain("extra");
  });
});

test("a query cannot write, even when it tries", async () => {
  const sneaky = defineQuery({
    name: "test.sneaky",
    input: z.strictObject({}),
    permission: "system:read",
    run: async (tx) => {
      await tx.sql`insert into setting (name, value) values ('sneaky', '1')`;
      return { ok: true, value: 1 };
    },
  });
  await expect(runQuery(testCtx(db.web), sneaky, {})).rejects.toThrow("read-only transaction");
});

describe("evidence of cases", () => {
  const frame = (ctx: ReturnType<typeof testCtx>) => ({
    by: "scim:test",
    requestId: ctx.requestId,
    sha256: ctx.sha256,
  });

  async function openCases(count: number): Promise<CaseId[]> {
    const ctx = testCtx(db.superuser);
    const ids = Array.from({ length: count }, ctx.newId).sort();
    await db.superuser.sql`insert into identity (id, kind, created_at) select unnest(${ids}::uuid[]), 'person', now()`;
    await db.superuser
      .sql`insert into engagement (id, identity_id, kind, created_at) select i, i, 'employment', now() from unnest(${ids}::uuid[]) i`;
    await db.superuser.sql`
      insert into leaver_case (id, identity_id, engagement_id, epoch, event_id, kind, state, effective_at, zone, precision, opened_at)
      select i, i, i, 1, i, 'leaver', 'open', now(), 'UTC', 'minute', now() from unnest(${ids}::uuid[]) i`;
    return ids as CaseId[];
  }

  const changed = (caseId: CaseId, to: string) =>
    ({
      kind: "verdict.changed",
      caseId,
      data: { item: caseId as string as ItemId, from: null, to, reason: "r" },
    }) as const;

  test("leaves of a case are numbered without a gap and each carries the hash of the one before, across transactions and writers", async () => {
    const [one, two] = await openCases(2);
    if (one === undefined || two === undefined) throw new Error("no cases");
    const ctx = testCtx(db.worker);
    const batch = (at: number) => [changed(two, `a${at}`), changed(one, `a${at}`), changed(two, `b${at}`)];
    await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        withTx(db.worker, { rows: "all", identityId: null }, "write", (tx) =>
          appendEvidence(tx, frame(ctx), batch(at)),
        ),
      ),
    );
    for (const [caseId, expected] of [
      [one, 8],
      [two, 8],
    ] as const) {
      const rows = await db.superuser.sql`
        select body, case_entry, encode(leaf_hash, 'hex') as leaf from entry where case_id = ${caseId} order by case_entry`;
      expect(rows).toHaveLength(expected);
      let previous: string | null = null;
      for (const [at, row] of rows.entries()) {
        expect(row.case_entry).toBe(at + 1);
        const body: Buffer = row.body;
        const { case: link, entries } = JSON.parse(body.toString("utf8"));
        expect(link).toEqual({ id: caseId, number: at + 1, previous });
        expect(entries.length).toBe(caseId === one ? 1 : 2);
        expect(row.leaf).toBe(
          createHash("sha256")
            .update(Buffer.concat([Buffer.from([0]), body]))
            .digest("hex"),
        );
        previous = row.leaf;
      }
      const [end] = await db.superuser.sql`select entry_count, last_leaf from leaver_case where id = ${caseId}`;
      expect(end).toEqual({ entry_count: expected, last_leaf: previous });
    }
  });

  test("the bytes stored are the bytes hashed, whatever the text holds", async () => {
    const [one] = await openCases(1);
    if (one === undefined) throw new Error("no case");
    const ctx = testCtx(db.worker);
    const odd = 'quo"te, back\\slash, {brace}, NULL, \u0000 zero, ümlaut, \u{1f511}, \n line';
    const [leaf] = await withTx(db.worker, { rows: "all", identityId: null }, "write", (tx) =>
      appendEvidence(tx, frame(ctx), [changed(one, odd)]),
    );
    const [row] = await db.superuser
      .sql`select body, encode(leaf_hash, 'hex') as leaf from entry where case_id = ${one}`;
    expect(row?.leaf).toBe(leaf);
    expect(JSON.parse(row?.body.toString("utf8")).entries[0].data.to).toBe(odd);
  });

  test("a thousand entries over a hundred cases take one insert: well under a second", async () => {
    const cases = await openCases(100);
    const ctx = testCtx(db.worker);
    const entries = Array.from({ length: 1000 }, (_, at) => changed(cases[at % 100] ?? ("" as CaseId), `v${at}`));
    const started = performance.now();
    await withTx(db.worker, { rows: "all", identityId: null }, "write", (tx) =>
      appendEvidence(tx, frame(ctx), entries),
    );
    const took = performance.now() - started;
    console.log(`1000 entries over 100 cases: ${took.toFixed(0)} ms`);
    expect(took).toBeLessThan(2000);
  });
});
