import { segment } from "../../kit/json.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { AccessKind, FoundAccess, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { loginOf } from "./account.ts";
import { INVITATION } from "./accounts.ts";
import type { GithubConfig } from "./config.ts";
import { githubList, orgPath } from "./github.ts";
import { readTeam, readTeamMembership, type Team } from "./schema.ts";

/** Questions at once; the client's deadline also covers waiting for a free connection. */
const AT_ONCE = 4;

export const NOTHING: KindRead = { rows: [], complete: true, accountMissing: false };

/** Whether an answer without a name means that GitHub has no such account. */
export function unnamed(status: number | null, failed: boolean): KindRead {
  return { rows: [], complete: false, accountMissing: status === 404 && !failed };
}

/**
 * Team memberships. REST has no list of somebody's teams, so each team is asked for them; the answer counts members of
 * child teams as members, so what is inherited is seen too.
 */
export function teamKind(config: GithubConfig): AccessKind {
  const read = async (account: string, trail: Trail, only: string | null): Promise<KindRead> => {
    if (account.startsWith(INVITATION)) return NOTHING;
    const { login, answer } = await loginOf(config, account, trail);
    if (login === null) return unnamed(answer.status, trail.failure !== null);
    const teams = await githubList(config, trail, "/teams", readTeam, ({ id }) => String(id));
    const asked = teams.rows.filter(({ id }) => only === null || String(id) === only).slice(0, config.teamsMax);
    const rows: FoundAccess[] = [];
    let complete = teams.complete && asked.length === (only === null ? teams.rows.length : asked.length);
    if (asked.length < teams.rows.length && only === null)
      trail.find("listing_capped", `Only ${asked.length} of ${teams.rows.length} teams were asked.`);
    for (let start = 0; start < asked.length; start += AT_ONCE) {
      const batch = asked.slice(start, start + AT_ONCE);
      const said = await Promise.all(batch.map((team) => isMember(config, team, login, trail)));
      if (said.includes(null)) complete = false;
      rows.push(
        ...batch.filter((_, at) => said[at]).map(({ id, name }) => ({ key: String(id), label: `Team ${name}` })),
      );
    }
    return { rows, complete, accountMissing: false };
  };
  return {
    name: "team",
    layer: "group",
    words: "Teams",
    right: "It needs read access to members (organisation permission Members, or read:org on a classic token).",
    observable: true,
    list: (account, trail) => read(account, trail, null),
    find: (account, key, trail) => read(account, trail, key),
    end: async (account, key, trail) => {
      const { login, answer } = await loginOf(config, account, trail);
      if (login === null) return outcomeOf(answer, () => false);
      const teams = await githubList(config, trail, "/teams", readTeam, ({ id }) => String(id));
      const team = teams.rows.find(({ id }) => String(id) === key);
      if (team === undefined) {
        return teams.complete
          ? { kind: "already_absent" }
          : { kind: "unknown", cause: trail.failure ?? "unexpected_shape" };
      }
      return outcomeOf(await trail.send("DELETE", membershipPath(config, team, login)), () => false);
    },
  };
}

async function isMember(config: GithubConfig, team: Team, login: string, trail: Trail): Promise<boolean | null> {
  const answer = await trail.get(membershipPath(config, team, login));
  if (answer.failure !== null) return null;
  if (answer.status === 404) return false;
  if (answer.status === 200 && readTeamMembership(answer.json) !== null) return true;
  trail.fail("unexpected_shape");
  return null;
}

function membershipPath(config: GithubConfig, { slug }: Team, login: string): string {
  return orgPath(config, `/teams/${segment(slug)}/memberships/${segment(login)}`);
}
