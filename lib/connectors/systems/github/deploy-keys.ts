import { folded, segment, timeOf } from "../../kit/json.ts";
import type { AccessKind, FoundAccess, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { type GithubConfig, placesOf } from "./config.ts";
import { githubPages, repositoryPath } from "./github.ts";
import { inRepositories } from "./repositories.ts";
import { type DeployKey, readDeployKey, readUser } from "./schema.ts";

/**
 * SSH keys that open one repository, by who added them. They go on when that person has left, and machines may live on
 * them: replacing one is a person's decision. GitHub names who added one by a name, and names change hands: a key that
 * names nobody, or a name that nobody has any more, may be anybody's.
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
  const own: DeployKey[] = [];
  const nobodys: DeployKey[] = [];
  let complete = read.complete;
  for (const row of read.rows) {
    const adder = folded(row.added_by ?? "");
    const number = adder === folded(login) ? account : await numberOf(config, adder, trail);
    if (number === account) own.push(row);
    if (number === "nobody") nobodys.push(row);
    complete &&= number !== null && number !== "nobody";
  }
  if (nobodys.length > 0) {
    const keys = nobodys.map(({ id, title }) => `${title ?? ""} (${id})`).join(", ");
    trail.find(
      "unreadable_rows",
      `Deploy keys of ${repository} that do not say who added them, or name somebody who is not there: ${keys}. Replace them.`,
    );
  }
  return { rows: own.map((row) => found(repository, row, account)), complete, accountMissing: false };
}

/** Whose a name is now, asked once in one look or list, of which a trail is one. */
const NAMED = new WeakMap<Trail, Map<string, string | null>>();

/** The number of whoever has a name now, "nobody", or null where it is not known. */
async function numberOf(config: GithubConfig, login: string, trail: Trail): Promise<string | null> {
  if (login === "") return "nobody";
  const known = NAMED.get(trail) ?? new Map<string, string | null>();
  NAMED.set(trail, known);
  const before = known.get(login);
  if (before !== undefined) return before;
  const { failure, status, json } = await trail.get(`${placesOf(config.baseUrl).rest}/users/${segment(login)}`);
  const user = failure === null && status === 200 ? readUser(json) : null;
  const isNobody = failure === null && status === 404;
  const number = user !== null && folded(user.login) === login ? String(user.id) : isNobody ? "nobody" : null;
  if (number === null) trail.fail("unexpected_shape");
  known.set(login, number);
  return number;
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
