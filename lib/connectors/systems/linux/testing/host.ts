import { Client, type ClientChannel } from "ssh2";
import { realTarget } from "#scripts/real-targets/real-target.mjs";
import type { Connection, Target } from "../../../contract.ts";
import { linuxConnector } from "../index.ts";

export const target = await realTarget("linux");
/** Why the host could not be started; empty where it runs. */
export const why = target.runs ? "" : target.why;
export const signal = new AbortController().signal;
const { port, fingerprint, clientKey } = target.runs
  ? {
      port: target.ports["ssh"] ?? 0,
      fingerprint: target.values["fingerprint"] ?? "",
      clientKey: target.values["clientKey"] ?? "",
    }
  : { port: 0, fingerprint: "", clientKey: "" };
export const PORT = port;
export const KEY = clientKey;

/** Config and secrets of the host; `more` replaces settings. */
export function settings(more: Readonly<Record<string, unknown>> = {}) {
  const whole = { host: "127.0.0.1", port, hostKey: fingerprint, user: "closeout", observeUser: "closeout-look" };
  return { config: { ...whole, ...more }, secrets: { privateKey: clientKey } };
}

export function open(more: Readonly<Record<string, unknown>> = {}, deadlineMs = 20_000): Required<Connection> {
  const { config, secrets } = settings(more);
  const parsed = linuxConnector.parseConfig(config);
  if (!parsed.ok) throw new Error(parsed.problems.join(" "));
  const options = { config: parsed.config, secrets, dialect: {}, connectionsMax: 4, deadlineMs };
  // The suite tests the manifest against the methods; all of them are there.
  return linuxConnector.open({ ...options, allowPrivateTargets: ["127.0.0.0/8"] }) as Required<Connection>;
}

/** Signs in as somebody, with the key of the stage, as their own client would. */
export function signIn(username: string): Promise<Client> {
  const client = new Client();
  return new Promise((resolve, reject) => {
    client.once("ready", () => resolve(client));
    client.on("error", reject);
    client.once("close", () => reject(new Error("the host closed the connection")));
    client.connect({ host: "127.0.0.1", port, username, privateKey: clientKey });
  });
}

/** What a command printed on the host; its end is not asked for. */
export function run(client: Client, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    client.exec(command, (error, channel: ClientChannel) => {
      if (error) return reject(error);
      const pieces: Buffer[] = [];
      channel.on("data", (piece: Buffer) => pieces.push(piece));
      channel.stderr.resume();
      channel.on("close", () => resolve(Buffer.concat(pieces).toString("utf8")));
    });
  });
}

/** Runs something as root of the host, to set the stage. */
export async function asRoot(command: string): Promise<string> {
  const root = await signIn("root");
  const out = await run(root, command);
  root.end();
  return out;
}

export async function accountOf(connection: Connection, name: string): Promise<string> {
  const found = await connection.findAccounts?.({ userNames: [name], emails: [], externalIds: [] }, signal);
  const [row] = found?.rows ?? [];
  if (row === undefined) throw new Error(`there is no account ${name}: ${JSON.stringify(found)}`);
  return row.nativeId;
}

export function account(nativeId: string): Target {
  return { layer: "account", accountNativeId: nativeId, nativeKey: nativeId };
}

export async function targetsOf(connection: Required<Connection>, nativeId: string, layer: Target["layer"]) {
  const { rows } = await connection.listAccess([nativeId], signal);
  return rows.filter((row) => row.layer === layer);
}
