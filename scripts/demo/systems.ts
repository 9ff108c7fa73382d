/**
 * Simulated SCIM systems in a process of their own, for the demo and the benches.
 * node scripts/demo/systems.ts [--port 0] [--config <JSON or path>] [--key <text>] [--attached]
 * With a key, each system's token is derived from it, so that a restart keeps the tokens.
 * Prints one line of JSON when ready; ends on SIGTERM and SIGINT and, with --attached, when stdin closes.
 */
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { DEMO_SYSTEMS } from "./default-systems.ts";
import { startScimServer } from "./scim-server.ts";
import type { SystemConfig } from "./scim-system.ts";
import { configsOf } from "./systems-config.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    config: { type: "string" },
    key: { type: "string" },
    attached: { type: "boolean", default: false },
  },
});

const configs = values.config === undefined ? DEMO_SYSTEMS : configsOf(jsonOf(values.config));
const server = await startScimServer(configs.map(withToken), Number(values.port));

const systems = server.systems.map((system, index) => {
  const { tier, purpose, owner } = { tier: 2, purpose: "", owner: null, ...configs[index] };
  const baseUrl = server.baseUrl(system);
  const { name, token, behaviour } = system;
  return { name, baseUrl, token, behaviour, tier, purpose, owner, truthUrl: baseUrl.replace("/scim/v2", "/__truth") };
});
process.stdout.write(`${JSON.stringify({ port: server.port, systems })}\n`);

const stop = () => {
  void server.close().then(() => process.exit(0));
};
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
if (values.attached) process.stdin.resume().once("end", stop);

function withToken(config: SystemConfig): SystemConfig {
  if (values.key === undefined || config.token !== undefined) return config;
  return { ...config, token: createHmac("sha256", values.key).update(config.name).digest("base64url") };
}

function jsonOf(text: string): unknown {
  return JSON.parse(text.trimStart().startsWith("{") ? text : readFileSync(text, "utf8"));
}
