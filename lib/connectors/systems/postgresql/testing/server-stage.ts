import type { Connection, Target } from "../../../contract.ts";
import { accountOf, connect, MIA_PASSWORD, open, prepare, type Server, type Sql, targetsOf } from "./stage.ts";

/** One server with the leaver's role, which is made anew for each test. */
export class Stage {
  #server: Server | null = null;
  #root: Sql | null = null;
  #connection: Required<Connection> | null = null;
  /** Native id of the leaver's role, which is new for each test. */
  mia = "";

  async start(server: Server): Promise<void> {
    this.#server = server;
    await prepare(server);
    this.#root = connect(server, "postgres");
    this.#connection = await open(server);
  }

  /** Takes the leaver's role away with everything it has, and makes it anew. */
  async freshMia(): Promise<void> {
    await this.inAll("drop owned by mia");
    await this.root.unsafe("drop role if exists mia");
    await this.root.unsafe(`create role mia login password '${MIA_PASSWORD}'`);
    this.mia = (await accountOf(this.connection, "mia")).nativeId;
  }

  /** Runs a statement in every database, those included that take no connections from others. */
  async inAll(statement: string): Promise<void> {
    const [known] = await this.root`select from pg_roles where rolname = 'mia'`;
    if (known === undefined) return;
    await this.root.unsafe("alter database attic allow_connections true");
    for (const database of ["postgres", "sales", "attic"]) await this.in(database, statement);
    await this.root.unsafe("alter database attic allow_connections false");
  }

  async in(database: string, statement: string): Promise<void> {
    const sql = connect(this.server, database);
    await sql.unsafe(statement);
    await sql.end();
  }

  /** A session of the leaver, as her own client would open it. */
  async session(database = "sales"): Promise<Sql> {
    const sql = connect(this.server, database, "mia", MIA_PASSWORD);
    await sql`select 1`;
    return sql;
  }

  get server(): Server {
    if (this.#server === null) throw new Error("The server has not started.");
    return this.#server;
  }
  get root(): Sql {
    if (this.#root === null) throw new Error("The server has not started.");
    return this.#root;
  }
  get connection(): Required<Connection> {
    if (this.#connection === null) throw new Error("The server has not started.");
    return this.#connection;
  }

  async only(layer: Target["layer"]): Promise<Target> {
    const [target, ...others] = await targetsOf(this.connection, this.mia, layer);
    if (target === undefined || others.length > 0) throw new Error(`not one access on ${layer}`);
    return target;
  }

  async close(): Promise<void> {
    await this.#root?.end();
    await this.#connection?.close();
  }
}
