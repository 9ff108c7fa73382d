import { lookup } from "node:dns/promises";
import type { AddressGuard } from "../http/address-guard.ts";
import { BlockedAddressError } from "../http/connect.ts";

/** An address that was judged and may be connected to. */
export interface PinnedAddress {
  readonly address: string;
  readonly family: 4 | 6;
  /** Only because the operator allows this range; a protocol without encryption is spoken nowhere else. */
  readonly isPrivate: boolean;
}

/**
 * Resolves a name once and judges every address behind it. Connect to what comes back, and to nothing else: a name that
 * resolves elsewhere a moment later (DNS rebinding) gains nothing. TLS still checks the name, not the address.
 * @throws BlockedAddressError when any of its addresses may not be called; what name resolution throws otherwise.
 */
export async function pinnedAddress(host: string, guard: AddressGuard): Promise<PinnedAddress> {
  const literal = guard.judge(host);
  if (literal === "refused") throw new BlockedAddressError(`${host} is not an address that may be called`);
  const found = await lookup(host.replace(/^\[(.*)\]$/, "$1"), { all: true });
  const judged = found.map(({ address, family }) => ({ address, family, verdict: guard.judge(address) }));
  const [first] = judged;
  // One refused address among several is reason enough: the name is not what it seems.
  if (first === undefined || judged.some(({ verdict }) => verdict !== "public" && verdict !== "private")) {
    throw new BlockedAddressError(`${host} leads to an address that may not be called`);
  }
  return {
    address: first.address,
    family: first.family === 6 ? 6 : 4,
    isPrivate: judged.every(({ verdict }) => verdict === "private"),
  };
}
