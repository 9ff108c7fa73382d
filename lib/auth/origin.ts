const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The two headers by which a browser says where a request comes from. */
export interface Whence {
  readonly origin: string | null;
  readonly fetchSite: string | null;
}

/**
 * Whether a cookie-authenticated change comes from our own pages. Without an Origin it does not: Next itself would let
 * such a request through. On a loopback address its other names count too.
 * @param own the product's own address, from its configuration, never from the request's Host
 */
export function isSameOrigin({ origin, fetchSite }: Whence, own: string): boolean {
  if (origin === null || !URL.canParse(origin)) return false;
  if (fetchSite !== null && fetchSite !== "same-origin") return false;
  const [from, ours] = [new URL(origin), new URL(own)];
  if (from.origin === ours.origin) return true;
  const sameDoor = from.protocol === ours.protocol && from.port === ours.port;
  return sameDoor && LOOPBACK.has(from.hostname) && LOOPBACK.has(ours.hostname);
}

/** Where a request says it comes from. */
export function whence(headers: Pick<Headers, "get">): Whence {
  return { origin: headers.get("origin"), fetchSite: headers.get("sec-fetch-site") };
}
