import { createHash, createHmac } from "node:crypto";
import { createSocket } from "node:dgram";
import type { AddressInfo } from "node:net";
import { ATTRIBUTE, CODE } from "../radius/packet.ts";

/** How a device takes a request: it ends the session, says so and does nothing, refuses, or is silent. */
export type Manner = "ends" | "lies" | "forged" | "silent";

/** A VPN gateway of the tests: it takes disconnects as RFC 5176 says, and reports what it ended to accounting. */
export interface Device {
  readonly port: number;
  manner: Manner;
  /** Requests that carried the right digest and Message-Authenticator, by their session. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** @param onEnd reports the end of a session to accounting. */
export async function startDevice(secret: string, onEnd: (session: string) => Promise<unknown>): Promise<Device> {
  const socket = createSocket("udp4");
  const asked: string[] = [];
  const device: Device = {
    port: 0,
    manner: "ends",
    asked,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
  socket.on("message", async (packet, { port, address }) => {
    if (!isSigned(packet, secret) || device.manner === "silent") return;
    const session = attribute(packet, ATTRIBUTE.acctSessionId)?.toString() ?? "";
    asked.push(session);
    if (device.manner === "ends") await onEnd(session);
    socket.send(answer(packet, device.manner === "forged" ? `${secret}?` : secret), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  // A socket that is bound to a port has an address.
  return Object.assign(device, { port: (socket.address() as AddressInfo).port });
}

function isSigned(packet: Buffer, secret: string): boolean {
  const zero = Buffer.alloc(16);
  const parts = [packet.subarray(0, 4), zero, packet.subarray(20), Buffer.from(secret)];
  const digest = createHash("md5").update(Buffer.concat(parts)).digest();
  const stated = attribute(packet, ATTRIBUTE.messageAuthenticator);
  const blank = Buffer.from(packet);
  zero.copy(blank, 4);
  const place = packet.indexOf(Buffer.from([ATTRIBUTE.messageAuthenticator, 18]), 20) + 2;
  zero.copy(blank, place);
  const right = createHmac("md5", secret).update(blank).digest();
  return (
    packet[0] === CODE.disconnectRequest && digest.equals(packet.subarray(4, 20)) && stated?.equals(right) === true
  );
}

function attribute(packet: Buffer, type: number): Buffer | undefined {
  for (let at = 20; at < packet.length; at += packet[at + 1] || packet.length) {
    if (packet[at] === type) return packet.subarray(at + 2, at + (packet[at + 1] ?? 2));
  }
  return undefined;
}

/** An ACK without attributes, signed with the secret. */
function answer(request: Buffer, secret: string): Buffer {
  const head = Buffer.from([CODE.disconnectAck, request[1] ?? 0, 0, 20]);
  const digest = createHash("md5")
    .update(Buffer.concat([head, request.subarray(4, 20), Buffer.from(secret)]))
    .digest();
  return Buffer.concat([head, digest]);
}
