import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { compileCache, testCtx } from "#lib/runtime/testing.ts";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { recordIdentities } from "#lib/use-cases/identities/record-identities.ts";
import { registerSystem } from "#lib/use-cases/systems/register-system.ts";

let db: TestDatabase;
let folder: string;
beforeAll(async () => {
  db = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), "closeout-cli-"));
  const identities = [1, 2].map((at) => ({ personKey: `p-${at}`, displayName: `Person ${at}` }));
  await execute(testCtx(db.web), recordIdentities, { identities }, { idempotencyKey: null });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await db.drop();
});

function closeout(args: readonly string[], env: Readonly<Record<string, string>> = { DATABASE_URL_WEB: db.urls.web }) {
  const child = spawn(process.execPath, [join(import.meta.dirname, "main.ts"), ...args], {
    env: { NODE_ENV: "test", ...compileCache(), ...env },
  });
  const said = { out: "", err: "" };
  child.stdout.on("data", (data) => {
    said.out += data;
  });
  child.stderr.on("data", (data) => {
    said.err += data;
  });
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on("close", (code) => resolve({ code, ...said })),
  );
}

test("token create prints one token and nothing else; the ledger names no person of this machine", async () => {
  const made = await closeout(["token", "create", "--role", "auditor", "--name", "Reader"]);
  expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^closeout_api_[\w-]{43}\n$/) });
  const [entry] = await db.superuser.sql`
    select convert_from(body, 'UTF8')::jsonb->>'by' as by from entry where convert_from(body, 'UTF8') like '%token.created%'`;
  expect(entry?.["by"]).toMatch(/^operator:uid--?\d+$/);
});

test("sign-in-link prints the link at the address people use", async () => {
  const env = { DATABASE_URL_WEB: db.urls.web, NEXTAUTH_URL: "https://closeout.example.com" };
  const made = await closeout(["sign-in-link", "--role", "analyst", "--name", "Ada"], env);
  expect(made.out).toMatch(/^https:\/\/closeout\.example\.com\/sign-in\?token=closeout_link_[\w-]{43}\n$/);
});

test("import names each broken line, takes the others, and says so by its exit code", async () => {
  const file = join(folder, "leavers.csv");
  const lines = [
    "personKey,effectiveAt,zone",
    "p-1,2026-03-31,Europe/Berlin",
    'p-2,"2026-03-31,UTC',
    "nobody,2026-03-31,UTC",
  ];
  writeFileSync(file, lines.join("\r\n"));
  const imported = await closeout(["import", file]);
  expect(imported).toMatchObject({ code: 1, out: "3 lines: 1 taken, 0 known before, 2 refused\n" });
  expect(imported.err).toContain("line 3: Its quotes do not close.");
  expect(imported.err).toContain("line 4, column personKey: No person");
  writeFileSync(file, lines.slice(0, 2).join("\n"));
  expect(await closeout(["import", file])).toMatchObject({
    code: 0,
    out: "1 lines: 0 taken, 1 known before, 0 refused\n",
  });
});

test("candidates import keeps what nobody listed, names each broken line, and keeps nothing twice", async () => {
  const file = join(folder, "cards.csv");
  writeFileSync(file, "Date,Merchant,Seats\n2025-08-01,Postman,22\n2025-08-02,Miro,many\n");
  const args = ["candidates", "import", file, "--channel", "expense", "--source", "Cards"];
  const imported = await closeout(args);
  expect(imported).toMatchObject({
    code: 1,
    out: "2 rows: 1 kept of 1 systems nobody listed, 0 of listed systems, 0 known before, 1 refused\n",
  });
  expect(imported.err).toContain("line 3, Seats:");
  expect((await closeout(args)).out).toContain(
    "0 kept of 0 systems nobody listed, 0 of listed systems, 1 known before",
  );
  expect(await closeout(["candidates", "import", join(folder, "nowhere.csv")])).toMatchObject({ code: 2 });
});

test("rebuild derives every verdict again and says what it put right", async () => {
  expect(await closeout(["rebuild"])).toMatchObject({ code: 0, out: "0 verdicts derived, 0 put right\n" });
});

test("snapshot reads a list, says what stands out, and has it believed when asked to", async () => {
  const layers = { account: { exists: "yes", observe: "snapshot" } };
  const registered = await execute(
    testCtx(db.web),
    registerSystem,
    { slug: "wiki", name: "Wiki", layers },
    { idempotencyKey: null },
  );
  expect(registered.ok).toBe(true);
  const file = join(folder, "users.tsv");
  writeFileSync(file, "User ID\tLogin\tRef\n7\tp-1\tp-1\n8\tstranger\tx\n");
  const args = [
    "snapshot",
    file,
    "--system",
    "wiki",
    "--extracted-at",
    "2026-04-02T09:00",
    "--zone",
    "Europe/Berlin",
    "--complete",
    "--rows",
    "2",
  ];
  const read = await closeout([...args, "--map", "person_key=Ref"]);
  expect(read.code).toBe(0);
  expect(read.out).toContain("2 rows, 0 broken, 1 of people we know, 1 of leavers or known accounts; a complete list");
  expect(read.out).toContain("person_key: Ref");
  expect(read.err).toContain("rows_unmatched (1)");
  const unconfirmed = await closeout([...args, "--map", "person_key=Ref", "--accept"]);
  expect([unconfirmed.code, unconfirmed.err]).toEqual([1, expect.stringContaining("snapshot_unconfirmed")]);
  const accepted = await closeout([...args, "--map", "person_key=Ref", "--accept", "--confirm", "rows_unmatched"]);
  expect(accepted).toMatchObject({
    code: 0,
    out: expect.stringContaining("accepted: 1 of 1 leavers have an account there"),
  });
  const wrong = await closeout(["snapshot", file, "--system", "wiki", "--map", "nonsense"]);
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining("ROLE=COLUMN")]);
}, 60_000);

test("used wrongly, or without a database, it says what to do and changes nothing", async () => {
  const wrong = [["nonsense"], ["token", "create", "--rol", "x"], ["import"], ["import", join(folder, "missing.csv")]];
  for (const args of wrong) {
    const answer = await closeout(args);
    expect([answer.code, answer.out], args.join(" ")).toEqual([2, ""]);
    expect(answer.err, args.join(" ")).toContain("closeout ");
  }
  expect(await closeout(["token", "create", "--role", "root", "--name", "x"])).toMatchObject({ code: 1, out: "" });
  const unset = await closeout(["token", "create"], {});
  expect([unset.code, unset.err]).toEqual([2, expect.stringContaining("DATABASE_URL_WEB")]);
  const gone = await closeout(["token", "create", "--role", "owner", "--name", "x"], {
    DATABASE_URL_WEB: "postgres://u:secret-word@127.0.0.1:9/x",
  });
  expect(gone.code).toBe(1);
  expect(gone.err).not.toContain("secret-word");
}, 60_000);

test("confirm-link prints a page for the owner of a system, at the address people use, and for nobody else", async () => {
  const identities = ["owner-1", "owner-2"].map((personKey) => ({ personKey, displayName: personKey }));
  await execute(testCtx(db.web), recordIdentities, { identities }, { idempotencyKey: null });
  const [owner] = await db.superuser.sql`select identity_id as id from profile_identity where person_key = 'owner-1'`;
  await db.superuser.sql`insert into system (id, slug, name, tier, owner_identity_id, created_at)
    values (gen_random_uuid(), 'travel', 'Travel', 2, ${owner?.["id"]}, now())`;
  const env = { DATABASE_URL_WEB: db.urls.web, NEXTAUTH_URL: "https://closeout.example.com" };
  const made = await closeout(["confirm-link", "--system", "travel", "--person", "owner-1"], env);
  expect(made).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^https:\/\/closeout\.example\.com\/c\/closeout_confirm_[\w-]{43}\n$/),
  });
  const other = await closeout(["confirm-link", "--system", "travel", "--person", "owner-2"], env);
  expect(other).toMatchObject({ code: 1, out: "", err: expect.stringContaining("(owner_unknown)") });
});
