import { segment } from "../../kit/json.ts";
import type { Trail } from "../../kit/trail.ts";
import type { GithubConfig } from "./config.ts";
import { repositoryPath } from "./github.ts";
import { readActivity, readPermission } from "./schema.ts";

/** Whoever may push may run a workflow that prints a secret. */
const READS_SECRETS = new Set(["admin", "maintain", "write"]);

/** Somebody by number, and by the name that they have now. */
export interface Person {
  readonly account: string;
  readonly login: string;
}

/**
 * Whether somebody can have read what a repository's workflows read: they may push now, or did when they might. null = it
 * cannot be told.
 */
export async function couldPush(
  config: GithubConfig,
  repository: string,
  person: Person,
  trail: Trail,
): Promise<boolean | null> {
  const path = repositoryPath(config, repository, `/collaborators/${segment(person.login)}/permission`);
  const answer = await trail.get(path);
  const standing = answer.failure === null && answer.status === 200 ? readPermission(answer.json) : null;
  // A role of the organisation's own has the permission of the one that it extends.
  const mayNow = standing === null ? null : READS_SECRETS.has(standing.permission);
  const could = mayNow === false ? await hasPushed(config, repository, person, trail) : mayNow;
  if (could === null) trail.fail("unexpected_shape");
  return could;
}

/**
 * Whether somebody ever pushed, who may not now: the right to push is most often taken before anybody looks, and what
 * was read with it is known still. Who could push and never did is not shown by GitHub. null = it cannot be read.
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
