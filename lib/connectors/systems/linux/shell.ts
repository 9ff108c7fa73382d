import { createHash } from "node:crypto";
import { Client, type ClientChannel } from "ssh2";
import type { CallFailure, Exchange, OpenOptions } from "../../contract.ts";
import { addressGuard } from "../../http/address-guard.ts";
import { ReadOnlyError } from "../../http/client.ts";
import { BlockedAddressError } from "../../http/connect.ts";
import { redactor } from "../../http/redact.ts";
import { atOnce } from "../../kit/at-once.ts";
import { withDeadline } from "../../kit/deadline.ts";
import { exchangeOf } from "../../kit/exchange.ts";
import { pinnedSocket } from "../../net/pinned-socket.ts";
import { type Command, commandLine } from "./commands.ts";
import type { LinuxConfig } from "./config.ts";

/** Longest output of one command. */
const OUTPUT_CAP_BYTES = 16 * 1024 * 1024;
const DEADLINE_MS = 30_000;

/** What a command came to. `code` is null, and `failure` says why, when it did not end by itself. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
  readonly failure: CallFailure | null;
  /** Why the host could not be spoken to, as one of the words below. */
  readonly trouble: Trouble | null;
}

export type Trouble = "other_key" | "refused_user" | "blocked" | "name_unknown" | "nobody_listens" | "no_ssh";

/** A host under one account, for one operation. */
export interface Shell {
  /** @param kept what is kept of the output, where it could hold secrets. */
  run(verb: "QUERY" | "EXEC", command: Command, kept?: (out: string) => string): Promise<Ran>;
  readonly exchanges: readonly Exchange[];
}

export interface LinuxSession {
  readonly config: LinuxConfig;
  look<T>(signal: AbortSignal, use: (shell: Shell) => Promise<T>): Promise<T>;
  act<T>(signal: AbortSignal, use: (shell: Shell) => Promise<T>): Promise<T>;
}

interface Signing {
  readonly config: LinuxConfig;
  readonly user: string;
  readonly privateKey: string;
  readonly passphrase: string | undefined;
}

/** Joins settings and secrets. Nothing is connected before the first command of an operation. */
export function linuxSession(options: OpenOptions, config: LinuxConfig): LinuxSession {
  const { secrets } = options;
  const passphrase = secrets["passphrase"] || undefined;
  const acting: Signing = { config, user: config.user, privateKey: secrets["privateKey"] ?? "", passphrase };
  const observing: Signing = {
    ...acting,
    user: config.observeUser ?? config.user,
    privateKey: secrets["observePrivateKey"] || acting.privateKey,
  };
  const lanes = atOnce(options.connectionsMax);
  return {
    config,
    look: (signal, use) => lanes(() => onShell(options, observing, signal, use)),
    act: (signal, use) => lanes(() => onShell(options, acting, signal, use)),
  };
}

async function onShell<T>(
  options: OpenOptions,
  signing: Signing,
  signal: AbortSignal,
  use: (shell: Shell) => Promise<T>,
): Promise<T> {
  return withDeadline(options.deadlineMs ?? DEADLINE_MS, signal, async (stop) => {
    const redact = redactor(Object.values(options.secrets));
    const exchanges: Exchange[] = [];
    const over = new AbortController();
    const cut = AbortSignal.any([stop, over.signal]);
    let opened: Promise<Client> | null = null;
    const url = `ssh://${signing.config.host}:${signing.config.port}`;
    const known = new Map<string, Promise<Ran>>();
    // What many accounts share (all processes, all groups) is asked once an operation.
    const run: Shell["run"] = (verb, command, kept = (out) => out) => {
      if (verb === "EXEC" && options.readOnly === true)
        return Promise.reject(new ReadOnlyError("the command was not sent"));
      const request = commandLine(command);
      const asked = verb === "QUERY" ? known.get(request) : undefined;
      if (asked !== undefined) return asked;
      const ran = ask(verb, request, kept);
      if (verb === "QUERY") known.set(request, ran);
      return ran;
    };
    const ask = async (verb: "QUERY" | "EXEC", request: string, kept: (out: string) => string): Promise<Ran> => {
      opened ??= signedIn(options, signing, cut);
      const ran = await opened
        .then((client) => exec(client, request, cut))
        .catch((error: unknown) => broken(error, stop));
      const { code, out, error, failure } = ran;
      const reply = failure === null ? JSON.stringify({ code, out: kept(out), error }) : null;
      exchanges.push(exchangeOf({ verb, url, request, reply, status: code, failure }, redact));
      return ran;
    };
    try {
      return await use({ run, exchanges });
    } finally {
      over.abort();
    }
  });
}

class OtherKeyError extends Error {
  override readonly name = "OtherKeyError";
}

/** Signs in, after the host has shown the very key that was written down when it was connected. */
async function signedIn(options: OpenOptions, signing: Signing, stop: AbortSignal): Promise<Client> {
  const { config, user, privateKey, passphrase } = signing;
  const guard = addressGuard(options.allowPrivateTargets ?? []);
  const sock = await pinnedSocket({ host: config.host, port: config.port, guard, isProtected: true }, stop);
  const client = new Client();
  let isKnown = true;
  return new Promise((resolve, reject) => {
    client.once("ready", () => resolve(client));
    // Stays: what breaks later reaches the command under way by its "close".
    client.on("error", (error) => reject(isKnown ? error : new OtherKeyError()));
    client.once("close", () => reject(new Error("the connection ended")));
    client.connect({
      sock,
      username: user,
      privateKey,
      ...(passphrase === undefined ? {} : { passphrase }),
      readyTimeout: 0,
      keepaliveInterval: 0,
      hostVerifier: (key: Buffer) => {
        isKnown = fingerprint(key) === config.hostKey;
        return isKnown;
      },
    });
  });
}

function fingerprint(key: Buffer): string {
  return `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/, "")}`;
}

function exec(client: Client, line: string, stop: AbortSignal): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const lost = () => reject(new Error("the connection ended"));
    client.once("close", lost);
    stop.addEventListener("abort", lost);
    client.exec(line, (refused, channel) => {
      if (refused) return reject(refused);
      collect(channel, (ran) => {
        client.removeListener("close", lost);
        stop.removeEventListener("abort", lost);
        resolve(ran);
      });
    });
  });
}

/** Output up to the cap. A command that a signal ended, or whose end was not reported, has not ended by itself. */
function collect(channel: ClientChannel, settle: (ran: Ran) => void): void {
  const parts: { readonly out: Buffer[]; readonly error: Buffer[] } = { out: [], error: [] };
  let bytes = 0;
  let code: number | null = null;
  let failure: CallFailure | null = null;
  const take = (into: Buffer[]) => (piece: Buffer) => {
    bytes += piece.length;
    if (bytes <= OUTPUT_CAP_BYTES) into.push(piece);
    else if (failure === null) {
      failure = "too_large";
      channel.close();
    }
  };
  channel.on("data", take(parts.out));
  channel.stderr.on("data", take(parts.error));
  channel.on("exit", (status: unknown) => {
    code = typeof status === "number" ? status : null;
  });
  channel.on("close", () => {
    const [out, error] = [parts.out, parts.error].map((pieces) => Buffer.concat(pieces).toString("utf8"));
    const ended = failure ?? (code === null ? ("connection" as const) : null);
    settle({ code: ended === null ? code : null, out: out ?? "", error: error ?? "", failure: ended, trouble: null });
  });
}

function broken(error: unknown, stop: AbortSignal): Ran {
  const none = { code: null, out: "", error: "" };
  if (error instanceof BlockedAddressError) return { ...none, failure: "blocked_address", trouble: "blocked" };
  if (stop.aborted) return { ...none, failure: "timeout", trouble: null };
  if (error instanceof OtherKeyError) return { ...none, failure: "connection", trouble: "other_key" };
  const level: unknown = error instanceof Error ? Reflect.get(error, "level") : undefined;
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  if (level === "client-authentication") return { ...none, failure: "unauthorised", trouble: "refused_user" };
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return { ...none, failure: "connection", trouble: "name_unknown" };
  if (code === "ECONNREFUSED") return { ...none, failure: "connection", trouble: "nobody_listens" };
  return { ...none, failure: "connection", trouble: "no_ssh" };
}
