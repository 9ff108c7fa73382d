import { createHash, generateKeyPairSync, randomBytes } from "node:crypto";
import type { Database } from "#db/client.ts";
import type { Connector } from "#lib/connectors/contract.ts";
import type { IdentityId } from "#lib/core/ids.ts";
import type { Role } from "#lib/core/permissions.ts";
import type { Actor, Ctx, Logger } from "./context.ts";
import { newId } from "./ids.ts";
import { sealWith } from "./seal.ts";

/** A line that a test's logger kept. */
export interface Line {
  readonly level: string;
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** A logger that keeps its lines. */
export function keepingLogger(): Logger & { readonly lines: Line[] } {
  const lines: Line[] = [];
  return { lines, log: (level, message, facts = {}) => void lines.push({ level, message, facts }) };
}

/** A user of `role`, linked to an identity of the same test when one is named. */
export function userActor(role: Role, identityId: string | null = null): Actor {
  // Tests name identities by plain text.
  return { kind: "user", userId: newId(), identityId: identityId as IdentityId | null, role };
}

/** For the environment of a program that a test starts: a run compiles each module once, not once for each process. */
export function compileCache(): { readonly NODE_COMPILE_CACHE?: string } {
  const folder = process.env["NODE_COMPILE_CACHE"];
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: folder };
}

export interface TestCtxOptions {
  readonly actor?: Actor;
  readonly connectors?: readonly Connector[];
  readonly logger?: Logger;
}

/** A context on a test database, with a fresh sealing key whose private half nobody has. */
export function testCtx(database: Database, options: TestCtxOptions = {}): Ctx {
  const connectors = new Map((options.connectors ?? []).map((connector) => [connector.manifest.id, connector]));
  return {
    database,
    connectors: { find: (id) => connectors.get(id), ids: () => [...connectors.keys()] },
    seal: sealWith(generateKeyPairSync("x25519").publicKey),
    newId,
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    sha256: (bytes) => new Uint8Array(createHash("sha256").update(bytes).digest()),
    logger: options.logger ?? keepingLogger(),
    actor: options.actor ?? userActor("administrator"),
    requestId: newId(),
  };
}
