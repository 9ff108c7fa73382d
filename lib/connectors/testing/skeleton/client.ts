import type { OpenOptions } from "../../contract.ts";
import { type HttpClient, httpClient } from "../../http/client.ts";
import { clientOptions } from "../../kit/client-options.ts";
import { type ListRead, readList } from "../../kit/read-list.ts";
import type { Trail } from "../../kit/trail.ts";
import type { SystemConfig } from "./config.ts";
import { readPage } from "./schema.ts";

// Yours: how a request says who asks. Secrets stand in headers only; an address is kept by every log on its way.
export function clientFor(options: OpenOptions, { baseUrl }: SystemConfig): HttpClient {
  const { token = "" } = options.secrets;
  return httpClient(clientOptions(options, baseUrl, { authorization: `Bearer ${token}` }));
}

// Yours: how a list goes on: by a token, a link or an offset. A page that does not say that it is the last one is not.
export function listOf<Row extends { readonly id: string }>(
  { pagesMax }: SystemConfig,
  trail: Trail,
  path: string,
  parse: (json: unknown) => Row | null,
): Promise<ListRead<Row>> {
  return readList(trail, {
    path,
    page: ({ json }) => {
      const page = readPage(json);
      if (page === null) return null;
      const token = page.nextPageToken;
      return { rows: page.items, next: token ? `${path}?pageToken=${encodeURIComponent(token)}` : null };
    },
    parse,
    key: ({ id }) => id,
    pagesMax,
  });
}
