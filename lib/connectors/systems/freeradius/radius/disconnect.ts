import { randomInt } from "node:crypto";
import { createSocket, type Socket } from "node:dgram";
import { isIPv4 } from "node:net";
import type { Exchange, RevokeOutcome } from "../../../contract.ts";
import type { AddressGuard } from "../../../http/address-guard.ts";
import { ReadOnlyError } from "../../../http/client.ts";
import { BlockedAddressError } from "../../../http/connect.ts";
import { exchangeOf } from "../../../kit/exchange.ts";
import { pinnedAddress } from "../../../net/pinned-address.ts";
import { ATTRIBUTE, type Attribute, CODE, type Packet, readReply, signedRequest } from "./packet.ts";

/** What is asked of a device: to end one session. */
export interface DisconnectRequest {
  /** Where the device listens for it. */
  readonly host: string;
  readonly port: number;
  readonly userName: string;
  /** Acct-Session-Id. Named so that it is not taken for a session key of the web and left out of what is kept. */
  readonly accountingSession: string;
  /** Address of the device as accounting knows it. */
  readonly nasAddress: string;
  /** Seconds since 1970 by the clock of the database; devices refuse what is old (RFC 5176 3.5). */
  readonly atSeconds: number;
}

export interface Line {
  readonly guard: AddressGuard;
  readonly secret: string;
  readonly redact: (text: string) => string;
  readonly deadlineMs: number;
  /** Nothing is sent, whoever asks for it. */
  readonly readOnly: boolean;
}

/** Answers of RFC 5176 3.6 and 3.5 that say in a word why a session was not ended. */
const CAUSES: Readonly<Record<number, string>> = {
  401: "unsupported attribute",
  402: "missing attribute",
  403: "NAS identification mismatch",
  404: "invalid request",
  405: "unsupported service",
  406: "unsupported extension",
  501: "administratively prohibited",
  502: "request not routable",
  503: "session context not found",
  504: "session context not removable",
  505: "other proxy processing error",
  506: "resources unavailable",
};
const NOT_FOUND = 503;

/**
 * Asks a device once to end a session (RFC 5176). An ACK says that it was taken, and no more: what was seen is accounting's
 * to say. Silence is unknown. The secret only signs; it is not sent, and neither is a password, so that the line is spoken
 * where the operator allowed the range.
 */
export async function disconnect(
  request: DisconnectRequest,
  line: Line,
  signal: AbortSignal,
): Promise<{ readonly outcome: RevokeOutcome; readonly exchange: Exchange }> {
  if (line.readOnly) throw new ReadOnlyError("the disconnect was not sent");
  const url = `radius://${request.host}:${request.port}`;
  const { host: _, port: __, ...asked } = request;
  const spoken = { verb: "EXEC" as const, url, request: `Disconnect-Request ${JSON.stringify(asked)}` };
  const got = await answerTo(request, line, signal);
  if (typeof got === "string") {
    const exchange = exchangeOf({ ...spoken, reply: null, status: null, failure: got }, line.redact);
    return { outcome: { kind: "unknown", cause: got }, exchange };
  }
  const cause = errorCause(got);
  const name = got.code === CODE.disconnectAck ? "Disconnect-ACK" : "Disconnect-NAK";
  const reply = JSON.stringify({ code: name, errorCause: cause });
  const exchange = exchangeOf({ ...spoken, reply, status: got.code, failure: null }, line.redact);
  return { outcome: outcomeOf(got.code, cause), exchange };
}

function outcomeOf(code: number, cause: number | null): RevokeOutcome {
  if (code === CODE.disconnectAck) return { kind: "accepted" };
  if (code !== CODE.disconnectNak) return { kind: "unknown", cause: "unexpected_shape" };
  if (cause === NOT_FOUND) return { kind: "already_absent" };
  const words = cause === null ? "it gives no reason" : (CAUSES[cause] ?? `error cause ${cause}`);
  return { kind: "refused", reason: `the device refuses (Disconnect-NAK): ${words}` };
}

function errorCause({ attributes }: Packet): number | null {
  const value = attributes.find(({ type }) => type === ATTRIBUTE.errorCause)?.value;
  return value?.length === 4 ? Buffer.from(value).readUInt32BE(0) : null;
}

async function answerTo(
  request: DisconnectRequest,
  { guard, secret, deadlineMs }: Line,
  signal: AbortSignal,
): Promise<Packet | "timeout" | "connection" | "blocked_address" | "unexpected_shape"> {
  const key = Buffer.from(secret);
  try {
    const { address, family, isPrivate } = await pinnedAddress(request.host, guard);
    if (!isPrivate) return "blocked_address";
    const id = randomInt(256);
    const packet = signedRequest({ code: CODE.disconnectRequest, id, attributes: attributesOf(request) }, key);
    const socket = createSocket(family === 6 ? "udp6" : "udp4");
    return await exchanged(socket, { address, port: request.port, packet, key, deadlineMs }, signal);
  } catch (error) {
    if (error instanceof BlockedAddressError) return "blocked_address";
    return error instanceof RangeError ? "unexpected_shape" : "connection";
  }
}

interface Sent {
  readonly address: string;
  readonly port: number;
  readonly packet: Buffer;
  readonly key: Buffer;
  readonly deadlineMs: number;
}

/** Sends one datagram and waits for the one answer that was made with the secret. Others are passed over. */
function exchanged(socket: Socket, sent: Sent, signal: AbortSignal): Promise<Packet | "timeout" | "connection"> {
  return new Promise((resolve) => {
    const end = (came: Packet | "timeout" | "connection") => {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      socket.close();
      resolve(came);
    };
    const stop = () => end("timeout");
    const timer = setTimeout(stop, sent.deadlineMs);
    signal.addEventListener("abort", stop, { once: true });
    socket.once("error", () => end("connection"));
    socket.on("message", (bytes) => {
      const reply = readReply(bytes, sent.packet, sent.key);
      if (reply !== null) end(reply);
    });
    if (signal.aborted) return stop();
    // Connected: only the device's own answers arrive, and a port that nobody listens on is told.
    socket.connect(sent.port, sent.address, () => socket.send(sent.packet));
  });
}

function attributesOf({ userName, accountingSession, nasAddress, atSeconds }: DisconnectRequest): readonly Attribute[] {
  const time = Buffer.alloc(4);
  time.writeUInt32BE(atSeconds >>> 0);
  const nas = isIPv4(nasAddress)
    ? [{ type: ATTRIBUTE.nasIpAddress, value: Buffer.from(nasAddress.split(".").map(Number)) }]
    : [];
  return [
    { type: ATTRIBUTE.userName, value: Buffer.from(userName) },
    ...nas,
    { type: ATTRIBUTE.acctSessionId, value: Buffer.from(accountingSession) },
    { type: ATTRIBUTE.eventTimestamp, value: time },
  ];
}
