import type { SqlSession } from "../../kit/sql-session.ts";
import type { PostgresqlConfig } from "./config.ts";
import type { Dialect } from "./dialect.ts";

/** One opened PostgreSQL server, and what is known of it. */
export interface PgSession extends SqlSession<PostgresqlConfig> {
  readonly dialect: Dialect;
}
