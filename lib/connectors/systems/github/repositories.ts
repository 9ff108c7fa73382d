import type { KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { loginOf } from "./account.ts";
import { INVITATION } from "./accounts.ts";
import type { GithubConfig } from "./config.ts";
import { NOTHING, unnamed } from "./teams.ts";

/** What one account has in the repositories that are named, one after the other. */
export async function inRepositories(
  config: GithubConfig,
  account: string,
  trail: Trail,
  read: (repository: string, login: string) => Promise<KindRead>,
): Promise<KindRead> {
  if (account.startsWith(INVITATION)) return NOTHING;
  const { login, answer } = await loginOf(config, account, trail);
  if (login === null) return unnamed(answer.status, trail.failure !== null);
  const reads: KindRead[] = [];
  for (const repository of config.repositories) reads.push(await read(repository, login));
  const complete = reads.every((one) => one.complete);
  return { rows: reads.flatMap(({ rows }) => rows), complete, accountMissing: false };
}
