import { nextLink } from "../../http/next-link.ts";
import { timeOf } from "../../kit/json.ts";
import { type ListRead, readList } from "../../kit/read-list.ts";
import type { FoundAccess, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { type GithubConfig, placesOf } from "./config.ts";
import { type ActionsSecret, readActionsSecret, readSecretsPage } from "./schema.ts";

/** One of GitHub's lists that count themselves, read to the count. */
export async function countedList<Row>(
  config: GithubConfig,
  trail: Trail,
  path: string,
  page: (json: unknown) => { readonly total_count: number; readonly rows: readonly unknown[] } | null,
  parse: (json: unknown) => Row | null,
  key: (row: Row) => string,
): Promise<ListRead<Row>> {
  let seen = 0;
  const read = await readList<Row>(trail, {
    path: `${path}?per_page=100`,
    page: ({ json, link }) => {
      const found = page(json);
      if (found === null) return null;
      seen += found.rows.length;
      const next = nextLink(link, placesOf(config.baseUrl).base);
      return next === null && seen !== found.total_count ? null : { rows: found.rows, next };
    },
    parse,
    key,
    pagesMax: config.pagesMax,
  });
  if (!read.complete) trail.fail("unexpected_shape");
  return read;
}

/** Names of secrets at a path, and when each value was set; never a value. */
export function secretsAt(config: GithubConfig, path: string, trail: Trail): Promise<ListRead<ActionsSecret>> {
  const page = (json: unknown) => {
    const found = readSecretsPage(json);
    return found === null ? null : { total_count: found.total_count, rows: found.secrets };
  };
  return countedList(config, trail, path, page, readActionsSecret, ({ name }) => name);
}

/** A secret as something that was read: it opens something else, and is known still when it can be read no more. */
export function foundSecret(key: string, label: string, { updated_at }: ActionsSecret): FoundAccess {
  const issuedAt = timeOf(updated_at);
  return { key, label, facts: { knownSecret: true, ...(issuedAt === undefined ? {} : { issuedAt }) } };
}

/** A look at one secret by itself: who may read it now says nothing of who knows it. */
export function lookIn(read: Pick<KindRead, "complete">, rows: readonly FoundAccess[], trail: Trail): KindRead {
  if (rows.length > 0 || !read.complete) return { rows, complete: read.complete, accountMissing: false };
  trail.find("none_found", "The secret is not stored there any more. What it opens may go on taking its value.");
  return { rows, complete: false, accountMissing: false };
}
