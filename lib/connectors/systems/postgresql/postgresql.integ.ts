import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { removePostgres, startPostgres } from "#scripts/launch/postgres.mjs";
import { postgresqlSuite } from "./testing/suite.ts";

// A cluster of its own: roles are a whole server's, and other tests make and drop databases meanwhile.
const dataDir = mkdtempSync(join(tmpdir(), "closeout-postgresql-"));

postgresqlSuite("the PostgreSQL that the product brings along", async () => {
  const { url } = await startPostgres({ dataDir, name: "test", fsync: false });
  const { hostname, port, username, password } = new URL(url);
  return { host: hostname, port: Number(port), user: username, password: decodeURIComponent(password) };
});

afterAll(async () => {
  await removePostgres({ dataDir, name: "test" });
  rmSync(dataDir, { recursive: true, force: true });
});
