import { isIP, type Socket } from "node:net";
import { type ConnectionOptions, connect as connectTls } from "node:tls";
import type { CallFailure } from "../../contract.ts";
import { addressGuard } from "../../http/address-guard.ts";
import { BlockedAddressError } from "../../http/connect.ts";
import { redactor } from "../../http/redact.ts";
import { pinnedSocket } from "../../net/pinned-socket.ts";
import { answerOf, type LdapAnswer } from "./answer.ts";
import { LdapLine, type LineOptions } from "./line.ts";

/** `ldaps`: encrypted from the first byte; `starttls`: encrypted before anything is said; `off`: in the clear. */
export type Encryption = "ldaps" | "starttls" | "off";

export interface Place {
  readonly host: string;
  readonly port: number;
  readonly encryption: Encryption;
  /** PEM of the authority to trust instead of the public ones; null = the public ones. */
  readonly caCertificate: string | null;
  readonly allowPrivateTargets: readonly string[];
  readonly secrets: readonly string[];
  readonly deadlineMs: number;
}

export interface Signing {
  readonly dn: string;
  readonly password: string;
}

/** A signed-in connection, or why there is none. Both keep what was said on the way. */
export type Opened =
  | { readonly line: LdapLine; readonly answers: readonly LdapAnswer[] }
  | { readonly line: null; readonly failure: CallFailure; readonly answers: readonly LdapAnswer[] };

/**
 * Connects to the judged address, encrypts, and signs in, all within one deadline. Never throws for what the network or
 * the server does. The signal ends the connection also later; the deadline no longer does: each answer has its own.
 */
export async function openLine(place: Place, signing: Signing, signal: AbortSignal): Promise<Opened> {
  const opening = new AbortController();
  const timer = setTimeout(() => opening.abort(), place.deadlineMs);
  const attempt = new Attempt(place, opening.signal);
  const stop = () => {
    attempt.line?.end("timeout");
    opening.abort();
  };
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  const opened = await attempt.open(signing);
  clearTimeout(timer);
  // The signal lives as long as the worker: a connection that is over must not hang on it.
  if (opened.line === null) signal.removeEventListener("abort", stop);
  else opened.line.socket.once("close", () => signal.removeEventListener("abort", stop));
  return opened;
}

/** One way to a directory, as far as it came. */
class Attempt {
  line: LdapLine | null = null;
  readonly #place: Place;
  readonly #signal: AbortSignal;
  readonly #options: LineOptions;
  readonly #answers: LdapAnswer[] = [];
  #socket: Socket | null = null;

  constructor(place: Place, signal: AbortSignal) {
    this.#place = place;
    this.#signal = signal;
    const scheme = place.encryption === "ldaps" ? "ldaps" : "ldap";
    const host = isIP(place.host) === 6 ? `[${place.host}]` : place.host;
    const url = `${scheme}://${host}:${place.port}`;
    this.#options = { url, redact: redactor([...place.secrets]), deadlineMs: place.deadlineMs };
  }

  async open(signing: Signing): Promise<Opened> {
    try {
      const line = new LdapLine(await this.#connect(), this.#options);
      this.line = line;
      if (this.#place.encryption === "starttls") {
        const upgrade = await line.startTls();
        this.#answers.push(upgrade);
        // Without encryption nothing more is said, least of all the password.
        if (upgrade.code !== 0) return refused(line, this.#answers, upgrade);
        line.continueOn(await encrypted(line.socket, this.#place, this.#signal));
      }
      const bound = await line.bind(signing.dn, signing.password);
      this.#answers.push(bound);
      return bound.code === 0 ? { line, answers: this.#answers } : refused(line, this.#answers, bound);
    } catch (error) {
      this.#socket?.destroy();
      return this.#failed(signing, error);
    }
  }

  async #connect(): Promise<Socket> {
    const { host, port, encryption, allowPrivateTargets } = this.#place;
    const guard = addressGuard(allowPrivateTargets);
    const plain = await pinnedSocket({ host, port, guard, isProtected: encryption !== "off" }, this.#signal);
    this.#socket = plain;
    return encryption === "ldaps" ? encrypted(plain, this.#place, this.#signal) : plain;
  }

  #failed({ dn }: Signing, error: unknown): Opened {
    const failure = failureOf(error, this.#signal);
    const networkCode = error instanceof Error && "code" in error ? String(error.code) : null;
    const asked = { verb: "BIND", url: this.#options.url, request: { dn, authentication: "simple" } } as const;
    const arrived = { entries: [], references: [], result: null, bytes: [], failure, networkCode };
    const answer = answerOf(asked, arrived, this.#options.redact);
    return { line: null, failure, answers: [...this.#answers, answer] };
  }
}

function refused(line: LdapLine, answers: readonly LdapAnswer[], last: LdapAnswer): Opened {
  line.end();
  return { line: null, failure: last.failure ?? "unauthorised", answers };
}

function failureOf(error: unknown, opening: AbortSignal): CallFailure {
  if (error instanceof BlockedAddressError) return "blocked_address";
  return opening.aborted ? "timeout" : "connection";
}

/** TLS over a socket, with the certificate checked against the name that was asked for and the authority to trust. */
function encrypted(socket: Socket, { host, caCertificate }: Place, signal: AbortSignal): Promise<Socket> {
  const options: ConnectionOptions = { socket, host, minVersion: "TLSv1.2", rejectUnauthorized: true };
  // A name for the server to choose by; an address is no name (RFC 6066), and is still compared with the certificate.
  if (isIP(host) === 0) options.servername = host;
  if (caCertificate !== null) options.ca = caCertificate;
  return new Promise((resolve, reject) => {
    const secure = connectTls(options, () => resolve(secure));
    // Stays: the socket must not leave an error to the process.
    secure.on("error", reject);
    secure.once("close", () => reject(new Error("the connection was closed before it was encrypted")));
    signal.addEventListener("abort", () => secure.destroy(), { once: true });
  });
}
