import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { buildConnector } from "undici";
import type { AddressGuard } from "./address-guard.ts";

/** The address may not be connected to; nothing was sent. */
export class BlockedAddressError extends Error {
  override readonly name = "BlockedAddressError";
}

/**
 * A connector for undici that opens no socket before every address behind the name was judged, and that
 * connects to the judged address itself: a name that resolves elsewhere a moment later (DNS rebinding)
 * gains nothing. Literals never reach `lookup` in Node, so they are judged before.
 * Plain http carries the credential in the clear and is only spoken to ranges that the operator allowed.
 * @param timeoutMs longest wait for a connection.
 */
export function guardedConnector(guard: AddressGuard, timeoutMs: number): buildConnector.connector {
  const secure = buildConnector({ allowH2: false, timeout: timeoutMs, lookup: judgedLookup(guard, false) });
  const plain = buildConnector({ allowH2: false, timeout: timeoutMs, lookup: judgedLookup(guard, true) });
  return (options, callback) => {
    const isPlain = options.protocol === "http:";
    const verdict = guard.judge(options.hostname);
    if (verdict === "refused" || (isPlain && verdict === "public")) {
      callback(new BlockedAddressError(`${options.hostname} is not an address that may be called`), null);
      return;
    }
    (isPlain ? plain : secure)(options, callback);
  };
}

function judgedLookup(guard: AddressGuard, privateOnly: boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, "", 0);
      const allowed = found.filter(({ address }) => {
        const verdict = guard.judge(address);
        return verdict === "private" || (verdict === "public" && !privateOnly);
      });
      const first = allowed[0];
      // One refused address among several is reason enough: the name is not what it seems.
      if (first === undefined || allowed.length !== found.length) {
        return callback(new BlockedAddressError(`${hostname} leads to an address that may not be called`), "", 0);
      }
      if (options.all) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}
