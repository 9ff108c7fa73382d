import { nextLink } from "../../http/next-link.ts";
import { segment } from "../../kit/json.ts";
import { type ListRead, readList } from "../../kit/read-list.ts";
import type { Trail } from "../../kit/trail.ts";
import { type GithubConfig, placesOf } from "./config.ts";

/** Path of something that belongs to the organisation. */
export function orgPath({ org, baseUrl }: GithubConfig, below: string): string {
  return `${placesOf(baseUrl).rest}/orgs/${segment(org)}${below}`;
}

/** Path of something in one of the organisation's repositories. */
export function repositoryPath({ org, baseUrl }: GithubConfig, repository: string, below: string): string {
  return `${placesOf(baseUrl).rest}/repos/${segment(org)}/${segment(repository)}${below}`;
}

/** Reads one of the organisation's lists. */
export function githubList<Row>(
  config: GithubConfig,
  trail: Trail,
  below: string,
  parse: (json: unknown) => Row | null,
  key: (row: Row) => string,
): Promise<ListRead<Row>> {
  return githubPages(config, trail, orgPath(config, below), parse, key);
}

/** Reads one of GitHub's lists: an array, continued by a Link header. */
export function githubPages<Row>(
  config: GithubConfig,
  trail: Trail,
  path: string,
  parse: (json: unknown) => Row | null,
  key: (row: Row) => string,
): Promise<ListRead<Row>> {
  return readList(trail, {
    path: `${path}${path.includes("?") ? "&" : "?"}per_page=100`,
    page: ({ json, link }) =>
      Array.isArray(json) ? { rows: json, next: nextLink(link, placesOf(config.baseUrl).base) } : null,
    parse,
    key,
    pagesMax: config.pagesMax,
  });
}
