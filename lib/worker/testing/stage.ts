import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { registry } from "#lib/connectors/registry.ts";
import type { Ctx, SealSecret } from "#lib/runtime/context.ts";
import { openWith, sealWith } from "#lib/runtime/seal.ts";
import { keepingLogger, testCtx } from "#lib/runtime/testing.ts";
import { type ScimServer, startScimServer } from "#scripts/demo/scim-server.ts";
import type { SystemConfig } from "#scripts/demo/scim-system-config.ts";
import { Connections } from "../connections.ts";
import { Engine } from "../engine.ts";
import { startRounds } from "../rounds.ts";
import { type Registered, registerSystem } from "./register-system.ts";
import { startWorkerProcess, type WorkerProcess } from "./worker-process.ts";

/** A simulated target, and how it is registered. */
export type StagedSystem = SystemConfig & Registered;

/** A database, simulated targets that the product knows, and workers to set on them. */
export interface Stage extends AsyncDisposable {
  readonly db: TestDatabase;
  readonly server: ScimServer;
  /** Ids of the systems, by name. */
  readonly systemIds: ReadonlyMap<string, string>;
  readonly seal: SealSecret;
  /** A person at the screen. */
  readonly web: Ctx;
  /** A worker's own context. */
  readonly worker: Ctx;
  /** An engine in this process, with the rounds that settle cases; stopped with the stage. */
  startEngine(): Promise<Engine>;
  /** A worker process as the product starts it; ended with the stage. */
  startWorker(env?: Readonly<Record<string, string>>): Promise<WorkerProcess>;
}

/** Sets the stage. `database`: one that is already there, and stays the caller's. */
export async function openStage(systems: readonly StagedSystem[], database?: TestDatabase): Promise<Stage> {
  const db = database ?? (await createTestDatabase());
  const server = await startScimServer(systems, 0);
  const keys = generateKeyPairSync("x25519");
  const seal = sealWith(keys.publicKey);
  const pem = keys.privateKey.export({ format: "pem", type: "pkcs8" });
  const folder = mkdtempSync(join(tmpdir(), "closeout-stage-"));
  const keyFile = join(folder, "seal.pem");
  writeFileSync(keyFile, pem, { mode: 0o600 });
  const systemIds = new Map<string, string>();
  for (const [at, system] of server.systems.entries()) {
    const { name, slug, token } = system;
    const id = await registerSystem(db, seal, { name, slug, token, baseUrl: server.baseUrl(system) }, systems[at]);
    systemIds.set(name, id);
  }
  const closers: (() => Promise<void>)[] = [];
  const worker = workerCtx(db);
  const startEngine = async () => {
    const connections = new Connections(worker, openWith(createPrivateKey(pem)), ["127.0.0.0/8"]);
    const engine = new Engine(worker, connections, { workerId: worker.newId(), version: "test" });
    const stopRounds = startRounds(worker, { closingReadDelay: 0 });
    closers.push(async () => {
      stopRounds();
      await engine.stop(2_000);
    });
    await engine.start();
    return engine;
  };
  const startWorker = async (env: Readonly<Record<string, string>> = {}) => {
    const started = await startWorkerProcess({
      DATABASE_URL_WORKER: db.urls.worker,
      CLOSEOUT_SEAL_PRIVATE_KEY_FILE: keyFile,
      CLOSEOUT_ALLOW_PRIVATE_TARGETS: "127.0.0.0/8",
      CLOSEOUT_CLOSING_READ_SECONDS: "0",
      ...env,
    });
    closers.push(() => started.kill());
    return started;
  };
  const close = async () => {
    await Promise.all(closers.map((end) => end()));
    await server.close();
    rmSync(folder, { recursive: true });
    if (database === undefined) await db.drop();
  };
  return {
    db,
    server,
    systemIds,
    seal,
    web: testCtx(db.web),
    worker,
    startEngine,
    startWorker,
    [Symbol.asyncDispose]: close,
  };
}

function workerCtx(db: TestDatabase): Ctx {
  const connectors = registry();
  return {
    ...testCtx(db.worker, { logger: keepingLogger() }),
    connectors: { find: (id) => connectors.find(id) ?? undefined, ids: () => ["scim"] },
    actor: { kind: "job", credential: "worker" },
  };
}
