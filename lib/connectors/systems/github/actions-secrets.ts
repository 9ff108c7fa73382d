import { nextLink } from "../../http/next-link.ts";
import { segment, timeOf } from "../../kit/json.ts";
import { readList } from "../../kit/read-list.ts";
import type { AccessKind, FoundAccess, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { type GithubConfig, placesOf } from "./config.ts";
import { repositoryPath } from "./github.ts";
import { inRepositories } from "./repositories.ts";
import { type ActionsSecret, readActionsSecret, readActivity, readPermission, readSecretsPage } from "./schema.ts";
import { NOTHING } from "./teams.ts";

/** Whoever may push may run a workflow that prints a secret. */
const READS_SECRETS = new Set(["admin", "maintain", "write"]);

/**
 * Secrets of GitHub Actions that somebody could read: by what they may do in the repository now, and where they may not
 * push any more, by whether they ever did. GitHub shows when a value was set and never the value: a later time says that it was replaced here. Whether the old value still opens what
 * it opened is for that system to show, so that nothing here is ever proved rotated by GitHub alone.
 */
export function actionsSecretKind(config: GithubConfig): AccessKind {
  return {
    name: "actions-secret",
    layer: "credential",
    words: "Secrets of GitHub Actions",
    right:
      "It needs the repository permissions Secrets (read), Metadata (read) and Contents (read), or repo on a classic token, for each repository named.",
    observable: true,
    list: (account, trail) =>
      inRepositories(config, account, trail, (repository, login) =>
        readableBy(config, repository, { account, login }, trail),
      ),
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

interface Person {
  readonly account: string;
  readonly login: string;
}

async function readableBy(config: GithubConfig, repository: string, person: Person, trail: Trail): Promise<KindRead> {
  const { login } = person;
  const path = repositoryPath(config, repository, `/collaborators/${segment(login)}/permission`);
  const answer = await trail.get(path);
  const standing = answer.failure === null && answer.status === 200 ? readPermission(answer.json) : null;
  if (standing === null) return unreadable(trail);
  // A role of the organisation's own has the permission of the one that it extends.
  const could = READS_SECRETS.has(standing.permission) || (await hasPushed(config, repository, person, trail));
  if (could === null) return unreadable(trail);
  if (!could) return NOTHING;
  const read = await secretsIn(config, repository, trail);
  return { ...read, rows: read.rows.map((row) => found(repository, row)) };
}

function unreadable(trail: Trail): KindRead {
  trail.fail("unexpected_shape");
  return { rows: [], complete: false, accountMissing: false };
}

/**
 * Whether somebody ever pushed, who may not now: the right to push is most often taken before anybody looks, and what
 * was read with it is known still. Who could push and never did has read nothing. null = it cannot be read.
 */
async function hasPushed(
  config: GithubConfig,
  repository: string,
  { account, login }: Person,
  trail: Trail,
): Promise<boolean | null> {
  const asked = repositoryPath(config, repository, `/activity?per_page=1&actor=${encodeURIComponent(login)}`);
  const { failure, status, json } = await trail.get(asked);
  if (failure !== null || status !== 200 || !Array.isArray(json)) return null;
  const rows = json.map(readActivity);
  // What somebody else did says that nobody looked at whose it is.
  return rows.every((row) => String(row?.actor.id) === account) ? rows.length > 0 : null;
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
