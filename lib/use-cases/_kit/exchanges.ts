import type { Exchange } from "#lib/connectors/contract.ts";
import type { ExchangeDigest } from "#lib/core/evidence/entry-access.ts";

/** Exchanges as digests for the ledger: no native id, no query value, no body. */
export function exchangeDigests(
  exchanges: readonly Exchange[],
  nativeIds: readonly (string | null)[],
): ExchangeDigest[] {
  return exchanges.map((exchange) => ({
    method: exchange.method,
    pathTemplate: pathTemplate(exchange.url, nativeIds),
    status: exchange.status,
    bodyDigest: exchange.bodyDigest === null ? null : Buffer.from(exchange.bodyDigest).toString("hex"),
    targetDate: exchange.targetDate,
  }));
}

/** Path with native ids written `{id}` and query names without their values: the ledger outlives the person. */
export function pathTemplate(url: string, nativeIds: readonly (string | null)[]): string {
  const queryAt = url.indexOf("?");
  const hostAt = url.indexOf("//");
  const pathAt = hostAt < 0 ? 0 : url.indexOf("/", hostAt + 2);
  let path = pathAt < 0 ? "/" : url.slice(pathAt, queryAt < 0 ? undefined : queryAt);
  for (const id of nativeIds) if (id) path = path.replaceAll(encodeURIComponent(id), "{id}").replaceAll(id, "{id}");
  if (queryAt < 0) return path;
  const names = url
    .slice(queryAt + 1)
    .split("&")
    .map((pair) => `${pair.split("=", 1)[0]}=`);
  return `${path}?${names.join("&")}`;
}

/** Exchanges as JSON text for the deletable raw row. `purpose` tells acts from looks in the drawer. */
export function rawExchanges(
  groups: readonly {
    readonly purpose: "act" | "observe";
    readonly at: number;
    readonly exchanges: readonly Exchange[];
  }[],
): string {
  return JSON.stringify(
    groups.flatMap((group) =>
      group.exchanges.map((exchange) => ({
        ...exchange,
        purpose: group.purpose,
        at: group.at,
        bodyDigest: exchange.bodyDigest === null ? null : Buffer.from(exchange.bodyDigest).toString("hex"),
      })),
    ),
  );
}
