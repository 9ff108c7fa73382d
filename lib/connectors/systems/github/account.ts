import type { RevokeOutcome } from "../../contract.ts";
import type { Answer } from "../../http/client.ts";
import { segment } from "../../kit/json.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { AccountSeen } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { INVITATION } from "./accounts.ts";
import { type GithubConfig, placesOf } from "./config.ts";
import { githubList, orgPath } from "./github.ts";
import { readInvitation, readMembership, readUser } from "./schema.ts";

/**
 * GitHub knows members by name, and names change hands: the number is asked for its name first. Where it is not known
 * by number, the organisation's own list of members tells.
 */
export async function loginOf(
  config: GithubConfig,
  account: string,
  trail: Trail,
): Promise<{ readonly login: string | null; readonly answer: Answer }> {
  const answer = await trail.get(`${placesOf(config.baseUrl).rest}/user/${segment(account)}`);
  if (answer.failure !== null) return { login: null, answer };
  if (answer.status === 404) {
    const members = await githubList(config, trail, "/members", readUser, ({ id }) => String(id));
    return { login: members.rows.find(({ id }) => String(id) === account)?.login ?? null, answer };
  }
  const user = answer.status === 200 ? readUser(answer.json) : null;
  if (user !== null && String(user.id) === account) return { login: user.login, answer };
  trail.fail("unexpected_shape");
  return { login: null, answer };
}

type Standing =
  | { readonly kind: "member"; readonly login: string; readonly role: string | null; readonly isPending: boolean }
  | { readonly kind: "collaborator"; readonly login: string }
  | { readonly kind: "missing" }
  | { readonly kind: "unreadable"; readonly answer: Answer | null };

/** What somebody is to the organisation. */
export async function standingOf(config: GithubConfig, account: string, trail: Trail): Promise<Standing> {
  const { login, answer } = await loginOf(config, account, trail);
  if (login === null) return answer.status === 404 && trail.failure === null ? MISSING : { kind: "unreadable", answer };
  const reply = await trail.get(orgPath(config, `/memberships/${segment(login)}`));
  if (reply.failure !== null) return { kind: "unreadable", answer: reply };
  if (reply.status === 200) {
    const membership = readMembership(reply.json);
    if (membership !== null && String(membership.user.id) === account) {
      const { role = null, state } = membership;
      return { kind: "member", login, role, isPending: state === "pending" };
    }
    trail.fail("unexpected_shape");
    return { kind: "unreadable", answer: reply };
  }
  if (reply.status !== 404) return { kind: "unreadable", answer: reply };
  const outside = await githubList(config, trail, "/outside_collaborators", readUser, ({ id }) => String(id));
  if (outside.rows.some(({ id }) => String(id) === account)) return { kind: "collaborator", login };
  return outside.complete ? MISSING : { kind: "unreadable", answer: null };
}

const MISSING = { kind: "missing" } as const;

/** A pending member has only to accept: that is a way in like any other. */
export async function lookAtAccount(config: GithubConfig, account: string, trail: Trail): Promise<AccountSeen> {
  if (account.startsWith(INVITATION)) return lookAtInvitation(config, account.slice(INVITATION.length), trail);
  const standing = await standingOf(config, account, trail);
  if (standing.kind === "missing" || standing.kind === "unreadable") return { kind: standing.kind };
  return { kind: "seen", presence: "active" };
}

async function lookAtInvitation(config: GithubConfig, key: string, trail: Trail): Promise<AccountSeen> {
  const open = await githubList(config, trail, "/invitations", readInvitation, ({ id }) => String(id));
  if (open.rows.some(({ id }) => String(id) === key)) return { kind: "seen", presence: "active" };
  return { kind: open.complete ? "missing" : "unreadable" };
}

/** Leaving is the only way to close: an organisation cannot switch off an account that is its owner's own. */
export async function endAccount(config: GithubConfig, account: string, trail: Trail): Promise<RevokeOutcome> {
  if (account.startsWith(INVITATION)) {
    const path = orgPath(config, `/invitations/${segment(account.slice(INVITATION.length))}`);
    return outcomeOf(await trail.send("DELETE", path), () => false);
  }
  const standing = await standingOf(config, account, trail);
  if (standing.kind === "missing") return { kind: "already_absent" };
  if (standing.kind === "unreadable") {
    if (standing.answer === null) return { kind: "unknown", cause: trail.failure ?? "unexpected_shape" };
    return outcomeOf(standing.answer, () => false);
  }
  const place = placeOf(standing);
  return outcomeOf(await trail.send("DELETE", orgPath(config, `/${place}/${segment(standing.login)}`)), () => false);
}

/** Whoever has not accepted yet is in no list of members: GitHub takes the invitation back at another place. */
function placeOf(standing: Extract<Standing, { readonly kind: "member" | "collaborator" }>): string {
  if (standing.kind === "collaborator") return "outside_collaborators";
  return standing.isPending ? "memberships" : "members";
}
