import { connect, type Socket } from "node:net";
import type { AddressGuard } from "../http/address-guard.ts";
import { BlockedAddressError } from "../http/connect.ts";
import { pinnedAddress } from "./pinned-address.ts";

/** Most bytes that one connection may receive. */
const RECEIVED_CAP_BYTES = 64 * 1024 * 1024;
const LOOK_EVERY_MS = 20;

export interface SocketTarget {
  readonly host: string;
  readonly port: number;
  readonly guard: AddressGuard;
  /** The protocol encrypts, or checks the server's key, before it sends a credential. */
  readonly isProtected: boolean;
}

/**
 * A TCP connection to the address that was judged, and to no other. A protocol that would send its credential in the
 * clear is spoken only to ranges that the operator allowed. The signal destroys the socket, before and after it opened.
 * @throws BlockedAddressError before anything was sent; what name resolution and the connection throw.
 */
export async function pinnedSocket(target: SocketTarget, signal: AbortSignal): Promise<Socket> {
  const { address, family, isPrivate } = await pinnedAddress(target.host, target.guard);
  if (!target.isProtected && !isPrivate) {
    throw new BlockedAddressError(`${target.host} may not be spoken to without encryption`);
  }
  signal.throwIfAborted();
  const socket = connect({ host: address, port: target.port, family, noDelay: true });
  // Destroyed without an error: whoever wraps the socket hears of the end by "close", and nobody of an error unheard.
  const stop = () => socket.destroy();
  signal.addEventListener("abort", stop);
  socket.once("close", () => signal.removeEventListener("abort", stop));
  await opened(socket);
  stopAbove(socket, RECEIVED_CAP_BYTES);
  return socket;
}

function opened(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("connect", resolve);
    // Stays: a library that lets go of the socket must not leave its errors to the process.
    socket.on("error", reject);
    socket.once("close", () => reject(new Error("the connection was closed before it opened")));
  });
}

/** A library reads the socket, so what it received is looked at from beside, now and then. */
function stopAbove(socket: Socket, capBytes: number): void {
  const timer = setInterval(() => {
    if (socket.bytesRead > capBytes) socket.destroy();
  }, LOOK_EVERY_MS).unref();
  socket.once("close", () => clearInterval(timer));
}
