import { compose } from "./compose.ts";
import type { Runtime } from "./context.ts";
import { type WebEnv, webEnv } from "./env.ts";

/** What the web process has, made on first use: a build reads no environment. */
export interface WebProcess {
  readonly env: WebEnv;
  readonly runtime: Runtime;
}

const KEY = Symbol.for("closeout.web");
const CONNECTIONS_MAX = 16;

/** The one runtime of this process. Next may load a module several times; the pool is opened once. */
export function webProcess(): WebProcess {
  const shared = globalThis as { [KEY]?: WebProcess };
  shared[KEY] ??= start();
  return shared[KEY];
}

function start(): WebProcess {
  const env = webEnv();
  const runtime = compose({
    process: "web",
    databaseUrl: env.DATABASE_URL_WEB,
    connectionsMax: CONNECTIONS_MAX,
    prepare: env.CLOSEOUT_PREPARED_STATEMENTS,
    sealPublicKey: env.CLOSEOUT_SEAL_PUBLIC_KEY,
  });
  return { env, runtime };
}
