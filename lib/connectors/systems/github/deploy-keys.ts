import { folded, timeOf } from "../../kit/json.ts";
import type { AccessKind, FoundAccess, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { GithubConfig } from "./config.ts";
import { githubPages, repositoryPath } from "./github.ts";
import { inRepositories } from "./repositories.ts";
import { type DeployKey, readDeployKey } from "./schema.ts";

/**
 * SSH keys that open one repository, by who added them. They go on when that person has left, and machines may live on
 * them: replacing one is a person's decision. A key that does not say who added it may be anybody's.
 */
export function deployKeyKind(config: GithubConfig): AccessKind {
  return {
    name: "deploy-key",
    layer: "machine_identity",
    words: "Deploy keys",
    right:
      "It needs the repository permission Administration (read), or repo on a classic token, for each repository named.",
    observable: true,
    list: (account, trail) =>
      inRepositories(config, account, trail, (repository, login) => keysOf(config, repository, account, login, trail)),
    // By its own number and not by who added it: names change hands.
    find: async (account, key, trail) => {
      const [repository = "", number] = key.split("/");
      const read = await keysIn(config, repository, trail);
      const rows = read.rows.filter(({ id }) => String(id) === number).map((row) => found(repository, row, account));
      return { rows, complete: read.complete, accountMissing: false };
    },
  };
}

async function keysOf(
  config: GithubConfig,
  repository: string,
  account: string,
  login: string,
  trail: Trail,
): Promise<KindRead> {
  const read = await keysIn(config, repository, trail);
  const own = read.rows.filter(({ added_by }) => added_by != null && folded(added_by) === folded(login));
  const nobodys = read.rows.filter(({ added_by }) => added_by == null);
  if (nobodys.length > 0) {
    const keys = nobodys.map(({ id, title }) => `${title ?? ""} (${id})`).join(", ");
    trail.find(
      "unreadable_rows",
      `Deploy keys of ${repository} that do not say who added them: ${keys}. Replace them.`,
    );
  }
  const rows = own.map((row) => found(repository, row, account));
  return { rows, complete: read.complete && nobodys.length === 0, accountMissing: false };
}

async function keysIn(config: GithubConfig, repository: string, trail: Trail) {
  const read = await githubPages(config, trail, repositoryPath(config, repository, "/keys"), readDeployKey, ({ id }) =>
    String(id),
  );
  // A repository that cannot be seen answers 404: nothing is known of its keys.
  if (!read.complete) trail.fail("unexpected_shape");
  return read;
}

function found(repository: string, row: DeployKey, account: string): FoundAccess {
  const [issuedAt, lastUsedAt] = [timeOf(row.created_at), timeOf(row.last_used)];
  return {
    key: `${repository}/${row.id}`,
    label: `Deploy key ${row.title ?? row.id} of ${repository}${row.read_only === false ? ", may write" : ""}`,
    presence: row.enabled === false ? "disabled" : "active",
    facts: {
      owner: account,
      ...(issuedAt === undefined ? {} : { issuedAt }),
      ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
    },
  };
}
