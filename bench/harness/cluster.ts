import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { removePostgres, startPostgres } from "#scripts/launch/postgres.mjs";
import { onEnd } from "./cleanup.ts";

const NAME = "bench";

export interface Cluster {
  /** Superuser's address, database `postgres`. */
  readonly url: string;
  /** The server's first process. */
  readonly pid: number;
  /** A folder of this run alone: keys, passwords, logs. */
  readonly folder: string;
}

/** Starts a PostgreSQL of this run's own, with fsync as in production, in a folder that is removed at the end. */
export async function startCluster(): Promise<Cluster> {
  const folder = mkdtempSync(path.join(tmpdir(), "closeout-bench-"));
  onEnd(() => rmSync(folder, { recursive: true, force: true }));
  onEnd(() => showErrors(folder));
  onEnd(() => removePostgres({ dataDir: folder, name: NAME }));
  const { url, pid } = await startPostgres({ dataDir: folder, name: NAME });
  return { url, pid, folder };
}

/** What a process of the run complained about must not vanish with the folder. */
function showErrors(folder: string): void {
  const log = path.join(folder, "worker.log");
  if (!existsSync(log)) return;
  const lines = readFileSync(log, "utf8").split("\n");
  const bad = lines.filter((line) => line !== "" && !line.includes('"level":"info"'));
  if (bad.length > 0)
    process.stderr.write(`The worker wrote ${bad.length} lines, such as:\n${bad.slice(0, 3).join("\n")}\n`);
}
