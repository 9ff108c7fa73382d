import { realTarget } from "#scripts/real-targets/real-target.mjs";
import type { Connection } from "../../../contract.ts";
import { rabbitmqConnector } from "../index.ts";

export const target = await realTarget("rabbitmq");
/** Why the broker could not be started; empty where it runs. */
export const why = target.runs ? "" : target.why;
export const signal = new AbortController().signal;
export const AMQP_PORT = target.runs ? (target.ports["amqp"] ?? 0) : 0;
export const BASE_URL = `http://127.0.0.1:${target.runs ? target.ports["management"] : 0}`;
export const PASSWORDS = { acts: "test-password-of-who-acts", looks: "test-password-of-who-looks" };

/** One plain call of the test's own as the broker's first administrator. */
export async function asGuest(method: string, path: string, body?: unknown): Promise<number> {
  const authorization = `Basic ${Buffer.from("guest:guest").toString("base64")}`;
  const headers = { authorization, "content-type": "application/json" };
  const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
  const { status } = await fetch(`${BASE_URL}/api${path}`, init);
  if (status >= 400 && method !== "DELETE") throw new Error(`${method} ${path}: ${status}`);
  return status;
}

/** Makes the two users of Closeout, once the node has said what it accepts: its first statistics come after seconds. */
export async function prepare(): Promise<void> {
  await asGuest("PUT", "/users/closeout", { password: PASSWORDS.acts, tags: "administrator" });
  await asGuest("PUT", "/users/closeout-look", { password: PASSWORDS.looks, tags: "administrator" });
  const headers = { authorization: `Basic ${Buffer.from("guest:guest").toString("base64")}` };
  const said = async () => (await fetch(`${BASE_URL}/api/nodes`, { headers })).text();
  while (!(await said()).includes("auth_mechanisms"));
}

export function open(more: Readonly<Record<string, unknown>> = {}, secrets = {}): Required<Connection> {
  const raw = { baseUrl: BASE_URL, user: "closeout", observeUser: "closeout-look", allowDelete: true, ...more };
  const parsed = rabbitmqConnector.parseConfig(raw);
  if (!parsed.ok) throw new Error(parsed.problems.join(" "));
  const all = { password: PASSWORDS.acts, observePassword: PASSWORDS.looks, ...secrets };
  const options = { config: parsed.config, secrets: all, dialect: {}, connectionsMax: 4 };
  // The suite tests the manifest against the methods; all of them are there.
  return rabbitmqConnector.open({ ...options, allowPrivateTargets: ["127.0.0.0/8"] }) as Required<Connection>;
}
