import { chownSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { removePostgres, startPostgres } from "#scripts/launch/postgres.mjs";
import { makeCertificates } from "#scripts/real-targets/certificates.mjs";
import { accountOf, connect, open, prepare, type Server, signal } from "./testing/stage.ts";

const dataDir = mkdtempSync(join(tmpdir(), "closeout-postgresql-tls-"));
let server: Server;
let ca: string;

beforeAll(async () => {
  const { url } = await startPostgres({ dataDir, name: "test", fsync: false });
  const { hostname, port, username, password } = new URL(url);
  server = { host: hostname, port: Number(port), user: username, password: decodeURIComponent(password) };
  await prepare(server);
  const made = makeCertificates(dataDir, "db.acme.test");
  ca = made.ca;
  const sql = connect(server, "postgres");
  const [{ folder } = { folder: "" }] = await sql<
    { folder: string }[]
  >`select current_setting('data_directory') as folder`;
  const { uid, gid } = statSync(folder);
  for (const [from, to] of [[made.certFile, "server.crt"] as const, [made.keyFile, "server.key"] as const]) {
    const file = join(folder, to);
    writeFileSync(file, readFileSync(from), { mode: 0o600 });
    chownSync(file, uid, gid);
  }
  await sql.unsafe("alter system set ssl = on");
  await sql`select pg_reload_conf()`;
  // The main process reads its settings anew a moment later.
  while ((await sql`select from pg_settings where name = 'ssl' and setting = 'on'`).length === 0);
  await sql.end();
});
afterAll(async () => {
  await removePostgres({ dataDir, name: "test" });
  rmSync(dataDir, { recursive: true, force: true });
});

it("speaks encrypted to a server whose certificate a given authority signed for this very address", async () => {
  const connection = await open(server, { tls: "verify" }, { caCertificate: ca });
  const { findings } = await connection.check(signal);
  expect(findings.filter((finding) => finding.includes("certificate"))).toEqual([]);
  expect((await accountOf(connection, "heir")).presence).toBe("active");
});

it.each([
  ["an authority that nobody gave", {}, ""],
  ["another name than the one that was entered", { host: "localhost" }, null],
])("sends no password to a server whose certificate is of %s", async (_what, more, given) => {
  const connection = await open(server, { tls: "verify", ...more }, { caCertificate: given ?? ca });
  const { findings, authorised } = await connection.check(signal);
  expect(authorised).toBe(false);
  expect(findings.join(" ")).toContain("certificate is not trusted");
  expect(await connection.listAccounts(signal)).toMatchObject({ rows: [], complete: false });
});
