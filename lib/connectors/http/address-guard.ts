import { type AddressBytes, parseAddress } from "./address.ts";

/** A range of addresses: those whose first `bits` bits equal those of `bytes`. */
interface Range {
  readonly bytes: AddressBytes;
  readonly bits: number;
}

/** Decides whether a connection to an address may be opened. */
export interface AddressGuard {
  /** "public": anybody may; "private": only because the operator allows this range; "refused". */
  judge(address: string): "public" | "private" | "refused" | "name";
}

/** Not on the public internet, or a way to reach what is not (RFC 6890 registries, IANA special-purpose). */
const PRIVATE_V4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
].map(rangeOf);

/** Only 2000::/3 is global unicast; inside it, tunnels (Teredo, 6to4) and documentation are refused. */
const GLOBAL_V6 = rangeOf("2000::/3");
const PRIVATE_V6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"].map(rangeOf);

/** Cloud metadata and host services: credentials are read there. No allowance opens them. */
const ALWAYS_REFUSED = [
  "169.254.169.254/32",
  "169.254.170.2/32",
  "168.63.129.16/32",
  "100.100.100.200/32",
  "192.0.0.192/32",
  "fd00:ec2::254/128",
].map(rangeOf);

/**
 * Builds the guard against requests that a system's configured address would aim at our own network (SSRF).
 * @param allowed CIDR ranges that the operator opens, such as `127.0.0.0/8`.
 * @throws Error naming the range that cannot be read.
 */
export function addressGuard(allowed: readonly string[]): AddressGuard {
  const ranges = allowed.map(rangeOf);
  return {
    judge(address) {
      const parsed = parseAddress(address);
      if (parsed === null) return "name";
      if (parsed === "unsafe") return "refused";
      const bytes = unwrapped(parsed);
      if (ALWAYS_REFUSED.some((range) => within(range, bytes))) return "refused";
      if (!isPrivate(bytes)) return "public";
      return ranges.some((range) => within(range, bytes)) ? "private" : "refused";
    },
  };
}

function isPrivate(bytes: AddressBytes): boolean {
  if (bytes.length === 4) return PRIVATE_V4.some((range) => within(range, bytes));
  return !within(GLOBAL_V6, bytes) || PRIVATE_V6.some((range) => within(range, bytes));
}

/** IPv4 that travels inside IPv6 (mapped, compatible, NAT64) is judged as the IPv4 address it reaches. */
function unwrapped(bytes: AddressBytes): AddressBytes {
  if (bytes.length !== 16) return bytes;
  const head = bytes.slice(0, 12).join(",");
  const mapped = head === "0,0,0,0,0,0,0,0,0,0,255,255";
  const nat64 = head === "0,100,255,155,0,0,0,0,0,0,0,0";
  const translated = head === "0,0,0,0,0,0,0,0,255,255,0,0";
  return mapped || nat64 || translated ? bytes.slice(12) : bytes;
}

function within(range: Range, bytes: AddressBytes): boolean {
  if (range.bytes.length !== bytes.length) return false;
  for (let bit = 0; bit < range.bits; bit += 8) {
    const width = Math.min(8, range.bits - bit);
    const mask = 256 - 2 ** (8 - width);
    if (((range.bytes[bit / 8] ?? 0) & mask) !== ((bytes[bit / 8] ?? 0) & mask)) return false;
  }
  return true;
}

function rangeOf(cidr: string): Range {
  const [address = "", width] = cidr.split("/");
  const bytes = parseAddress(address);
  const bits = Number(width ?? "NaN");
  if (bytes === null || bytes === "unsafe" || !Number.isInteger(bits) || bits < 0 || bits > bytes.length * 8) {
    throw new Error(`"${cidr}" is not an address range. Write it as 127.0.0.0/8 or fd00::/8.`);
  }
  return { bytes, bits };
}
