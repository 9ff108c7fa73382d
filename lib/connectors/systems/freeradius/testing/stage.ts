import { spawn } from "node:child_process";
import postgres from "postgres";
import { realTarget } from "#scripts/real-targets/real-target.mjs";
import type { Connection } from "../../../contract.ts";
import { opened } from "../../../testing/opened.ts";
import { freeradiusConnector } from "../index.ts";

export const target = await realTarget("freeradius");
/** Why the server could not be started; empty where it runs. */
export const why = target.runs ? "" : target.why;
export const signal = new AbortController().signal;

/** Of this run: ports of the loopback, and what a client needs. */
export function given(name: string): string {
  const { ports, values } = target.runs ? target : { ports: {}, values: {} };
  return String({ ...ports, ...values }[name] ?? "");
}

export type Sql = postgres.Sql;

/** The server's own tables, past the connector. */
export function connectStore(): Sql {
  const [port, user, password] = [Number(given("postgresql")), given("user"), given("password")];
  return postgres({ host: "127.0.0.1", port, user, password, database: "radius", max: 1, onnotice: () => undefined });
}

/** Where the connector finds the store. */
export function storeConfig(port = Number(given("postgresql"))): Readonly<Record<string, unknown>> {
  return { host: "127.0.0.1", port, tls: "off", user: given("user"), tablesOnly: true, allowDelete: true };
}

export function open(more: Readonly<Record<string, unknown>> = {}): Required<Connection> {
  const secrets = { password: given("password"), deviceSecret: given("secret") };
  return opened(freeradiusConnector, { ...storeConfig(), ...more }, secrets, { deadlineMs: 2000 });
}

/** Speaks to the server as a device does, by FreeRADIUS's own client. @returns the kind of its answer */
export async function asDevice(kind: "auth" | "acct", attributes: Readonly<Record<string, string>>): Promise<string> {
  const port = given(kind === "auth" ? "auth" : "accounting");
  const args = ["-r", "1", "-t", "5", "-x", `127.0.0.1:${port}`, kind, given("secret")];
  const client = spawn("radclient", args, { stdio: ["pipe", "pipe", "pipe"] });
  let said = "";
  for (const stream of [client.stdout, client.stderr]) {
    stream.on("data", (data) => {
      said += data;
    });
  }
  client.stdin.end(
    Object.entries(attributes)
      .map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
      .join("\n"),
  );
  await new Promise((resolve) => client.once("close", resolve));
  return /Received (\S+) Id/.exec(said)?.[1] ?? said;
}

/** A device says that it began anew: FreeRADIUS then stops all its sessions at once. */
export function restarted(): Promise<string> {
  return asDevice("acct", { "Acct-Status-Type": "Accounting-On", "NAS-IP-Address": "127.0.0.1" });
}

/** A device reports the beginning, the life or the end of a session. */
export function report(status: "Start" | "Interim-Update" | "Stop", user: string, session: string): Promise<string> {
  return asDevice("acct", {
    "User-Name": user,
    "Acct-Session-Id": session,
    "Acct-Status-Type": status,
    "NAS-IP-Address": "127.0.0.1",
    "NAS-Port": "1",
    "Calling-Station-Id": "198.51.100.7",
    "Acct-Session-Time": "60",
  });
}
