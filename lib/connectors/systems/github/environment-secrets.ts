import { segment } from "../../kit/json.ts";
import type { AccessKind, FoundAccess, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { GithubConfig } from "./config.ts";
import { repositoryPath } from "./github.ts";
import { couldPush } from "./pushed.ts";
import { inRepositories } from "./repositories.ts";
import { readEnvironment, readEnvironmentsPage } from "./schema.ts";
import { countedList, foundSecret, lookIn, secretsAt } from "./secret-lists.ts";
import { NOTHING } from "./teams.ts";

/**
 * Secrets of a repository's environments. What protects an environment (reviewers, branches) is left out: whoever may push
 * may have been let through.
 */
export function environmentSecretKind(config: GithubConfig): AccessKind {
  return {
    name: "environment-secret",
    layer: "credential",
    words: "Secrets of environments",
    right:
      "It needs the repository permissions Environments (read) and Actions (read), or repo on a classic token, for each repository named.",
    observable: true,
    list: (account, trail) =>
      inRepositories(config, account, trail, async (repository, login) => {
        const could = await couldPush(config, repository, { account, login }, trail);
        return could === true ? secretsIn(config, repository, trail) : { ...NOTHING, complete: could === false };
      }),
    probe: async (trail) => {
      for (const repository of config.repositories)
        if (!(await secretsIn(config, repository, trail)).complete) return false;
      return true;
    },
    find: async (_, key, trail) => {
      const [repository = "", environment = ""] = key.split("/");
      const read = await secretsOf(config, repository, decodeURIComponent(environment), trail);
      const rows = read.rows.filter((row) => row.key === key);
      return lookIn(read, rows, trail);
    },
  };
}

async function secretsIn(config: GithubConfig, repository: string, trail: Trail): Promise<KindRead> {
  const page = (json: unknown) => {
    const found = readEnvironmentsPage(json);
    return found === null ? null : { total_count: found.total_count, rows: found.environments };
  };
  const path = repositoryPath(config, repository, "/environments");
  const environments = await countedList(config, trail, path, page, readEnvironment, ({ name }) => name);
  const reads: KindRead[] = [];
  for (const { name } of environments.rows) reads.push(await secretsOf(config, repository, name, trail));
  const complete = environments.complete && reads.every((read) => read.complete);
  return { rows: reads.flatMap(({ rows }) => rows), complete, accountMissing: false };
}

async function secretsOf(
  config: GithubConfig,
  repository: string,
  environment: string,
  trail: Trail,
): Promise<KindRead> {
  // Names of environments may hold slashes.
  const place = `${repository}/${segment(environment)}`;
  const path = repositoryPath(config, repository, `/environments/${segment(environment)}/secrets`);
  const read = await secretsAt(config, path, trail);
  const rows = read.rows.map(
    (row): FoundAccess =>
      foundSecret(`${place}/${row.name}`, `Secret ${row.name} of ${environment} in ${repository}`, row),
  );
  return { rows, complete: read.complete, accountMissing: false };
}
