/**
 * Simulated SCIM systems in a process of their own, for the demo and the benches.
 * node scripts/demo/systems.ts [--port 0] [--config <JSON or path>] [--file <path>] [--attached]
 * Prints one line of JSON when ready. With a file (or CLOSEOUT_DEMO_FILE) it writes the same there, and a later start
 * takes up port, tokens and state again. Ends on SIGTERM and SIGINT and, with --attached, when stdin closes.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { DEMO_SYSTEMS } from "./default-systems.ts";
import { type Kept, keepWriting, readKept } from "./kept.ts";
import { type ScimServer, startScimServer } from "./scim-server.ts";
import type { SystemConfig } from "./scim-system-config.ts";
import { configsOf } from "./systems-config.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    config: { type: "string" },
    file: { type: "string" },
    attached: { type: "boolean", default: false },
  },
});

/** What a config that says no more is taken for. */
const PLAIN = { tier: 2, purpose: "", owner: null, reachedBy: "scim", acting: true, unstated: [], inFlightMax: 8 };

const file = values.file ?? process.env["CLOSEOUT_DEMO_FILE"];
const kept = file === undefined ? null : readKept(file);
const configs = values.config === undefined ? DEMO_SYSTEMS : configsOf(jsonOf(values.config));
const server = await started(configs, Number(values.port), kept);

const announced = { port: server.port, systems: server.systems.map(describe) };
const finish = file === undefined ? null : keepWriting(file, announced, server);
process.stdout.write(`${JSON.stringify(announced)}\n`);

const stop = () => {
  finish?.();
  void server.close().then(() => process.exit(0));
};
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
if (values.attached) process.stdin.resume().once("end", stop);

/** At the port of the earlier run, so that registered addresses stay right; at a free one where that is taken. */
async function started(all: readonly SystemConfig[], port: number, earlier: Kept | null): Promise<ScimServer> {
  const known = all.map((config) => {
    const token = config.token ?? earlier?.tokens.get(config.name);
    return token === undefined ? config : { ...config, token };
  });
  const running = await startScimServer(known, port === 0 ? (earlier?.port ?? 0) : port).catch((error: unknown) => {
    if (port !== 0 || earlier === null) throw error;
    return startScimServer(known, 0);
  });
  for (const system of running.systems) {
    const state = earlier?.states.get(system.name);
    if (state !== undefined) system.restore(state);
  }
  return running;
}

function describe(system: ScimServer["systems"][number], index: number) {
  const { tier, purpose, owner, reachedBy, acting, unstated, inFlightMax } = { ...PLAIN, ...configs[index] };
  const baseUrl = server.baseUrl(system);
  const { name, token, behaviour } = system;
  const asideUrl = baseUrl.replace("/scim/v2", "");
  const known = { tier, purpose, owner, reachedBy, acting, unstated, inFlightMax };
  return { name, baseUrl, token, behaviour, ...known, asideUrl, truthUrl: `${asideUrl}/__truth` };
}

function jsonOf(text: string): unknown {
  return JSON.parse(text.trimStart().startsWith("{") ? text : readFileSync(text, "utf8"));
}
