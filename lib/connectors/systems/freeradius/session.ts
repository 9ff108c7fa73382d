import type { SqlSession } from "../../kit/sql-session.ts";
import type { FreeradiusConfig } from "./config.ts";
import type { Line } from "./radius/disconnect.ts";
import type { Statements } from "./statements.ts";

/** One opened store of users, and the way to the devices where there is one. */
export interface RadiusSession extends SqlSession<FreeradiusConfig> {
  readonly sql: Statements;
  /** null without the secret that devices share: sessions are then seen and not ended. */
  readonly devices: Line | null;
}
