import type { AccessKind, FoundAccess, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { GithubConfig } from "./config.ts";
import { orgPath, repositoryPath } from "./github.ts";
import { couldPush, type Person } from "./pushed.ts";
import { inRepositories } from "./repositories.ts";
import type { ActionsSecret } from "./schema.ts";
import { foundSecret, lookIn, secretsAt } from "./secret-lists.ts";
import { NOTHING } from "./teams.ts";

/**
 * Secrets of the organisation that a repository is given: whoever may push to one of them could read them there. The
 * same secret through two repositories is one secret.
 */
export function organisationSecretKind(config: GithubConfig): AccessKind {
  return {
    name: "organisation-secret",
    layer: "credential",
    words: "Secrets of the organisation",
    right:
      "It needs the organisation permission Secrets (read) and the repository permission Secrets (read), or admin:org and repo on a classic token.",
    observable: true,
    list: async (account, trail) => {
      const read = await inRepositories(config, account, trail, (repository, login) =>
        readableBy(config, repository, { account, login }, trail),
      );
      return { ...read, rows: [...new Map(read.rows.map((row) => [row.key, row])).values()] };
    },
    probe: async (trail) => {
      const reads = [await secretsAt(config, orgPath(config, "/actions/secrets"), trail)];
      for (const repository of config.repositories) reads.push(await givenTo(config, repository, trail));
      return reads.every(({ complete }) => complete);
    },
    // At the organisation: that a repository is not given it any more takes nothing from who knows it.
    find: async (_, key, trail) => {
      const read = await secretsAt(config, orgPath(config, "/actions/secrets"), trail);
      return lookIn(read, read.rows.filter(({ name }) => name === key).map(found), trail);
    },
  };
}

async function readableBy(config: GithubConfig, repository: string, person: Person, trail: Trail): Promise<KindRead> {
  const could = await couldPush(config, repository, person, trail);
  if (could !== true) return { ...NOTHING, complete: could === false };
  const read = await givenTo(config, repository, trail);
  return { ...read, rows: read.rows.map(found), accountMissing: false };
}

function givenTo(config: GithubConfig, repository: string, trail: Trail) {
  return secretsAt(config, repositoryPath(config, repository, "/actions/organization-secrets"), trail);
}

function found(row: ActionsSecret): FoundAccess {
  return foundSecret(row.name, `Actions secret ${row.name} of the organisation`, row);
}
