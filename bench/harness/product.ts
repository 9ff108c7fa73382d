import path from "node:path";
import postgres from "postgres";
import { type Database, openDatabase } from "#db/client.ts";
import type { IdentityId } from "#lib/core/ids.ts";
import { compose, contextOf } from "#lib/runtime/compose.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { newId } from "#lib/runtime/ids.ts";
import { environments } from "#scripts/launch/env.mjs";
import { openKeys } from "#scripts/launch/keys.mjs";
import { migrate } from "#scripts/launch/migrate.mjs";
import { WORKER_ARGS } from "#scripts/launch/worker.mjs";
import { type Child, startChild } from "./child.ts";
import { onEnd } from "./cleanup.ts";
import type { Cluster } from "./cluster.ts";

/** Targets of a bench listen on the loopback. */
const TARGETS = "127.0.0.0/8";

/** The product on a database of its own: the real worker process, and the entrance in this process as web has it. */
export interface Product {
  readonly workerPid: number;
  /** Kills the worker where it stands (-9) and starts another. */
  killWorker(): void;
  /** A user's context at the entrance, under web's own database role. */
  readonly ctx: Ctx;
  /** A second user, for what takes two people. */
  readonly secondCtx: Ctx;
  /** The superuser, for looking at what came of it. */
  readonly admin: Database;
  /** Addresses of the database, for processes of a bench's own: web's role, and the superuser. */
  readonly webUrl: string;
  readonly adminUrl: string;
  stop(): Promise<void>;
}

/** @param nodeFlags flags for the worker's Node, such as --cpu-prof */
export async function startProduct(
  cluster: Cluster,
  name: string,
  nodeFlags: readonly string[] = [],
): Promise<Product> {
  const { folder } = cluster;
  const url = await createDatabase(cluster.url, name);
  const addresses = await migrate(url, path.join(folder, "roles.json"), {});
  const keys = openKeys(folder, "bench");
  const place = { host: "127.0.0.1", port: 1, url: "http://127.0.0.1:1" };
  const own = environments({ env: process.env, addresses, keys, place });
  const startWorker = () =>
    startChild({
      title: "The worker",
      args: [...nodeFlags, ...WORKER_ARGS],
      env: { ...own.worker, CLOSEOUT_ALLOW_PRIVATE_TARGETS: TARGETS },
      log: path.join(folder, "worker.log"),
    });
  let worker = await startWorker();
  const web = compose({
    process: "web",
    databaseUrl: addresses.web,
    connectionsMax: 10,
    prepare: true,
    sealPublicKey: keys.publicKey,
  });
  const admin = openDatabase({ url, connectionsMax: 2, applicationName: "bench" });
  const close = async () => {
    await Promise.all([web.database.end(), admin.end()]);
  };
  onEnd(close);
  const as = (identity: string) =>
    // Nobody of the identities that leave: a bench's users own nothing.
    contextOf(web, { kind: "user", userId: newId(), identityId: identity as IdentityId, role: "administrator" });
  let next: Promise<Child> | null = null;
  const killWorker = () => {
    process.kill(worker.pid, "SIGKILL");
    next = startWorker();
  };
  const stop = async () => {
    worker = (await next) ?? worker;
    await worker.stop();
    await close();
  };
  return {
    workerPid: worker.pid,
    killWorker,
    ctx: as(newId()),
    secondCtx: as(newId()),
    admin,
    webUrl: addresses.web,
    adminUrl: url,
    stop,
  };
}

async function createDatabase(clusterUrl: string, name: string): Promise<string> {
  const sql = postgres(clusterUrl, { max: 1, onnotice: () => undefined });
  await sql.unsafe(`create database ${name}`);
  await sql.end();
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return url.href;
}
