import { createPrivateKey, hash, randomBytes } from "node:crypto";
import { type Database, openDatabase } from "#db/client.ts";
import { registry } from "#lib/connectors/registry.ts";
import type { Actor, Ctx, Runtime, SealSecret } from "./context.ts";
import { readPrivateKey, type WorkerEnv } from "./env.ts";
import { newId } from "./ids.ts";
import { jsonLogger } from "./logger.ts";
import { type OpenSecret, openWith, publicFromRaw, sealWith } from "./seal.ts";

export interface ComposeOptions {
  readonly process: string;
  readonly databaseUrl: string;
  readonly connectionsMax: number;
  readonly prepare: boolean;
  /** Raw X25519 public key, base64; null where no secrets can be sealed. */
  readonly sealPublicKey: string | null;
}

/** Wires a process together, once. */
export function compose(options: ComposeOptions): Runtime {
  const connectors = registry();
  return {
    database: openProcessDatabase(options),
    connectors: {
      find: (id) => connectors.find(id) ?? undefined,
      ids: () => connectors.manifests.map((manifest) => manifest.id),
    },
    seal: options.sealPublicKey === null ? null : sealFor(options.sealPublicKey),
    newId,
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    sha256: (bytes) => hash("sha256", bytes, "buffer"),
    logger: jsonLogger(options.process),
  };
}

function openProcessDatabase({ databaseUrl, connectionsMax, prepare, process: process_ }: ComposeOptions): Database {
  return openDatabase({ url: databaseUrl, connectionsMax, prepare, applicationName: `closeout-${process_}` });
}

function sealFor(publicKey: string): SealSecret {
  return sealWith(publicFromRaw(Buffer.from(publicKey, "base64")));
}

/** The worker opens what web sealed. */
export function openSecretsOf(env: WorkerEnv): OpenSecret {
  return openWith(createPrivateKey(readPrivateKey(env.CLOSEOUT_SEAL_PRIVATE_KEY_FILE)));
}

/** One call's context. */
export function contextOf(runtime: Runtime, actor: Actor, requestId: string = newId()): Ctx {
  return { ...runtime, actor, requestId };
}
