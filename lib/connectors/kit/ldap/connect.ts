import { isIP, type Socket } from "node:net";
import { type ConnectionOptions, connect as connectTls } from "node:tls";
import type { CallFailure } from "../../contract.ts";
import { addressGuard } from "../../http/address-guard.ts";
import { BlockedAddressError } from "../../http/connect.ts";
import { redactor } from "../../http/redact.ts";
import { pinnedSocket } from "../../net/pinned-socket.ts";
import { answerOf, type LdapAnswer } from "./answer.ts";
import { LdapLine } from "./line.ts";

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

/** Connects to the judged address, encrypts, and signs in. Never throws for what the network or the server does. */
export async function openLine(place: Place, signing: Signing, signal: AbortSignal): Promise<Opened> {
  const scheme = place.encryption === "ldaps" ? "ldaps" : "ldap";
  const host = isIP(place.host) === 6 ? `[${place.host}]` : place.host;
  const redact = redactor([...place.secrets]);
  const options = { url: `${scheme}://${host}:${place.port}`, redact, deadlineMs: place.deadlineMs };
  const asked = { verb: "BIND", url: options.url, request: { dn: signing.dn, authentication: "simple" } } as const;
  const none = { entries: [], references: [], result: null, bytes: [] };
  const opening = AbortSignal.any([signal, AbortSignal.timeout(place.deadlineMs)]);
  const answers: LdapAnswer[] = [];
  let socket: Socket | null = null;
  try {
    const guard = addressGuard(place.allowPrivateTargets);
    const { port, encryption } = place;
    socket = await pinnedSocket({ host: place.host, port, guard, isProtected: encryption !== "off" }, opening);
    if (encryption === "ldaps") socket = await encrypted(socket, place, opening);
    const line = new LdapLine(socket, options);
    signal.addEventListener("abort", () => line.end("timeout"), { once: true });
    if (encryption === "starttls") {
      const upgrade = await line.startTls();
      answers.push(upgrade);
      // Without encryption nothing more is said, least of all the password.
      if (upgrade.code !== 0) return refused(line, answers, upgrade);
      line.continueOn(await encrypted(line.socket, place, opening));
    }
    const bound = await line.bind(signing.dn, signing.password);
    answers.push(bound);
    return bound.code === 0 ? { line, answers } : refused(line, answers, bound);
  } catch (error) {
    socket?.destroy();
    const failure = failureOf(error, opening);
    const code = error instanceof Error && "code" in error ? String(error.code) : null;
    const answer = answerOf(asked, { ...none, failure, networkCode: code }, redact);
    return { line: null, failure, answers: [...answers, answer] };
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
