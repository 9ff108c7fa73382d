import type { AccessKind, FoundAccess, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { GithubConfig } from "./config.ts";
import { repositoryPath } from "./github.ts";
import { couldPush, type Person } from "./pushed.ts";
import { inRepositories } from "./repositories.ts";
import type { ActionsSecret } from "./schema.ts";
import { foundSecret, lookIn, secretsAt } from "./secret-lists.ts";
import { NOTHING } from "./teams.ts";

/**
 * Secrets of GitHub Actions that somebody could read: by what they may do in the repository now, and where they may not
 * push any more, by whether they ever did. GitHub shows when a value was set and never the value: a later time says that
 * it was replaced here. Whether the old value still opens what it opened is for that system to show, so that nothing here
 * is ever proved rotated by GitHub alone.
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
      return lookIn(read, rows, trail);
    },
  };
}

async function readableBy(config: GithubConfig, repository: string, person: Person, trail: Trail): Promise<KindRead> {
  const could = await couldPush(config, repository, person, trail);
  if (could !== true) return { ...NOTHING, complete: could === false };
  const read = await secretsIn(config, repository, trail);
  return { ...read, rows: read.rows.map((row) => found(repository, row)), accountMissing: false };
}

function secretsIn(config: GithubConfig, repository: string, trail: Trail) {
  return secretsAt(config, repositoryPath(config, repository, "/actions/secrets"), trail);
}

function found(repository: string, row: ActionsSecret): FoundAccess {
  return foundSecret(`${repository}/${row.name}`, `Actions secret ${row.name} of ${repository}`, row);
}
