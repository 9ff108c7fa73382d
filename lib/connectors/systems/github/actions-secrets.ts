import { nextLink } from "../../http/next-link.ts";
import { segment, timeOf } from "../../kit/json.ts";
import { readList } from "../../kit/read-list.ts";
import type { AccessKind, FoundAccess, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { type GithubConfig, placesOf } from "./config.ts";
import { repositoryPath } from "./github.ts";
import { inRepositories } from "./repositories.ts";
import { type ActionsSecret, readActionsSecret, readPermission, readSecretsPage } from "./schema.ts";
import { NOTHING } from "./teams.ts";

/** Whoever may push may run a workflow that prints a secret. */
const READS_SECRETS = new Set(["admin", "maintain", "write"]);

/**
 * Secrets of GitHub Actions that somebody could read, by what they may do in the repository now. GitHub shows when a
 * value was set and never the value: a later time says that it was replaced here. Whether the old value still opens what
 * it opened is for that system to show, so that nothing here is ever proved rotated by GitHub alone.
 */
export function actionsSecretKind(config: GithubConfig): AccessKind {
  return {
    name: "actions-secret",
    layer: "credential",
    words: "Secrets of GitHub Actions",
    right:
      "It needs the repository permissions Secrets (read) and Metadata (read), or repo on a classic token, for each repository named.",
    observable: true,
    list: (account, trail) =>
      inRepositories(config, account, trail, (repository, login) => readableBy(config, repository, login, trail)),
    // Whoever the check reads of may be nobody who may push.
    probe: async (trail) => {
      for (const repository of config.repositories)
        if (!(await secretsIn(config, repository, trail)).complete) return false;
      return true;
    },
    // Whoever left may read it no more and knows it still: the secret itself is looked at, not who may read it now.
    find: async (_, key, trail) => {
      const [repository = "", name] = key.split("/");
      const read = await secretsIn(config, repository, trail);
      const rows = read.rows.filter((row) => row.name === name).map((row) => found(repository, row));
      if (rows.length > 0 || !read.complete) return { ...read, rows };
      trail.find("none_found", "The secret is not stored there any more. What it opens may go on taking its value.");
      return { rows, complete: false, accountMissing: false };
    },
  };
}

async function readableBy(config: GithubConfig, repository: string, login: string, trail: Trail): Promise<KindRead> {
  const path = repositoryPath(config, repository, `/collaborators/${segment(login)}/permission`);
  const answer = await trail.get(path);
  const standing = answer.failure === null && answer.status === 200 ? readPermission(answer.json) : null;
  if (standing === null) {
    trail.fail("unexpected_shape");
    return { rows: [], complete: false, accountMissing: false };
  }
  // A role of the organisation's own has the permission of the one that it extends.
  if (!READS_SECRETS.has(standing.permission)) return NOTHING;
  const read = await secretsIn(config, repository, trail);
  return { ...read, rows: read.rows.map((row) => found(repository, row)) };
}

async function secretsIn(config: GithubConfig, repository: string, trail: Trail) {
  let seen = 0;
  const read = await readList<ActionsSecret>(trail, {
    path: repositoryPath(config, repository, "/actions/secrets?per_page=100"),
    page: ({ json, link }) => {
      const page = readSecretsPage(json);
      if (page === null) return null;
      seen += page.secrets.length;
      const next = nextLink(link, placesOf(config.baseUrl).base);
      return next === null && seen !== page.total_count ? null : { rows: page.secrets, next };
    },
    parse: readActionsSecret,
    key: ({ name }) => name,
    pagesMax: config.pagesMax,
  });
  if (!read.complete) trail.fail("unexpected_shape");
  return { ...read, accountMissing: false };
}

function found(repository: string, { name, updated_at }: ActionsSecret): FoundAccess {
  const issuedAt = timeOf(updated_at);
  const label = `Actions secret ${name} of ${repository}`;
  return { key: `${repository}/${name}`, label, ...(issuedAt === undefined ? {} : { facts: { issuedAt } }) };
}
