import type { Connection } from "#lib/connectors/contract.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import type { OpenSecret } from "#lib/runtime/seal.ts";
import { type ConnectionRow, loadConnection } from "#lib/use-cases/systems/load-connection.ts";

export interface OpenedSystem {
  readonly connection: Connection;
  /** Connector and version, for the record: "scim 1". */
  readonly observer: string;
}

interface Kept {
  readonly version: number;
  readonly opened: Promise<OpenedSystem>;
}

/** The system is in the inventory and nothing reads it: people look at it, or nobody does. */
export class NotConnected extends Error {
  constructor() {
    super("the system is not connected");
  }
}

/** Connections to targets, opened once a version of the system and kept while it stays. */
export class Connections {
  readonly #ctx: Ctx;
  readonly #openSecret: OpenSecret;
  readonly #allowPrivateTargets: readonly string[];
  readonly #kept = new Map<string, Kept>();

  constructor(ctx: Ctx, openSecret: OpenSecret, allowPrivateTargets: readonly string[]) {
    this.#ctx = ctx;
    this.#openSecret = openSecret;
    this.#allowPrivateTargets = allowPrivateTargets;
  }

  /** @throws Error when the system has no connector, or its secret or config does not open. */
  get(systemId: string, version: number): Promise<OpenedSystem> {
    const kept = this.#kept.get(systemId);
    if (kept !== undefined && kept.version >= version) return kept.opened;
    kept?.opened.then(({ connection }) => connection.close()).catch(() => undefined);
    const opened = this.#open(systemId);
    this.#kept.set(systemId, { version, opened });
    // A failure is not kept: the next step tries again.
    opened.catch(() => this.#kept.delete(systemId));
    return opened;
  }

  async #open(systemId: string): Promise<OpenedSystem> {
    const row = await loadConnection(this.#ctx, systemId);
    if (row !== undefined && row.connector === null) throw new NotConnected();
    const connector = row?.connector == null ? undefined : this.#ctx.connectors.find(row.connector);
    if (row === undefined || connector === undefined)
      throw new Error("the system has no connector that this worker knows");
    const parsed = connector.parseConfig(row.config);
    if (!parsed.ok) throw new Error(`the system's settings do not fit its connector: ${parsed.problems.join("; ")}`);
    const connection = connector.open({
      config: parsed.config,
      secrets: this.#secretsOf(row),
      dialect: row.dialect,
      connectionsMax: row.inFlightMax,
      allowPrivateTargets: this.#allowPrivateTargets,
    });
    return { connection, observer: `${connector.manifest.id} ${connector.manifest.version}` };
  }

  #secretsOf(row: ConnectionRow): Readonly<Record<string, string>> {
    return Object.fromEntries(
      row.secrets.map(({ name, sealed }) => [name, this.#openSecret(row.id, name, Buffer.from(sealed, "base64"))]),
    );
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.#kept.values()].map(async ({ opened }) => (await opened).connection.close()));
  }
}
