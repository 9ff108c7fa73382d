import { matchReason } from "../../../core/identity/match.ts";
import type { AccountRecord, CorrelationKeys } from "../../contract.ts";
import { aroundMoves } from "../../kit/account-lists.ts";
import type { ListRead } from "../../kit/read-list.ts";
import type { AccountsRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { GithubConfig } from "./config.ts";
import { githubList, orgPath } from "./github.ts";
import { mailsOf } from "./identities.ts";
import { type GithubUser, type Invitation, readInvitation, readUser } from "./schema.ts";

/** An invitation that nobody took up yet is a way in, under a number of its own. */
export const INVITATION = "invitation:";

interface Everybody extends AccountsRead {
  /** Members and collaborators of whom no mail is known: any of them may be anybody. */
  readonly unknown: number;
}

/** Members, outside collaborators and open invitations, with the mails that the organisation knows of them. */
async function everybody(config: GithubConfig, trail: Trail): Promise<Everybody> {
  // Who takes up an invitation, or is made an outside collaborator, leaves one list for another while they are read.
  const invited = await githubList(config, trail, "/invitations", readInvitation, ({ id }) => String(id));
  const people = (below: string) => githubList(config, trail, below, readUser, ({ id }) => String(id));
  const read: ListRead<GithubUser>[] = [];
  for (const below of aroundMoves(["/outside_collaborators"], "/members")) read.push(await people(below));
  const mails = await mailsOf(config, trail);
  const known = new Map(read.flatMap(({ rows }) => rows).map((user) => [user.id, user]));
  const records = [...known.values()].map((user) => memberRecord(user, mails.of.get(user.id) ?? []));
  const unknown = records.filter(({ emails }) => emails.length === 0).length;
  if (unknown > 0) {
    trail.find(
      "key_not_searchable",
      `GitHub shows no mail of ${unknown} of ${records.length} members and collaborators; whoever is not found may be one of them.`,
    );
  }
  const complete = read.every((list) => list.complete) && invited.complete && mails.complete;
  return { rows: [...records, ...invited.rows.map(invitationRecord)], complete, unknown };
}

/**
 * All accounts. A list in which somebody carries no mail proves nobody absent: people are looked for by their mails.
 */
export async function listAccounts(config: GithubConfig, trail: Trail): Promise<AccountsRead> {
  const { rows, complete, unknown } = await everybody(config, trail);
  return { rows, complete: complete && unknown === 0 };
}

/** Whoever is found by single sign-on or name is found; "nobody" needs everybody's mail. */
export async function findAccounts(config: GithubConfig, keys: CorrelationKeys, trail: Trail): Promise<AccountsRead> {
  const { rows, complete, unknown } = await everybody(config, trail);
  const own = rows.filter((row) => matchReason(row, keys) !== null);
  return { rows: own, complete: complete && (own.length > 0 || unknown === 0) };
}

function memberRecord({ id, login, name }: GithubUser, emails: readonly string[]): AccountRecord {
  const plain = { nativeId: String(id), userName: login, displayName: name ?? null };
  return { ...plain, emails, externalId: null, presence: "active" };
}

function invitationRecord({ id, login, email }: Invitation): AccountRecord {
  const name = login || email || String(id);
  const plain = { nativeId: `${INVITATION}${id}`, userName: name, displayName: "Invitation, not taken up yet" };
  return { ...plain, emails: email ? [email] : [], externalId: null, presence: "active" };
}

export async function someAccounts(config: GithubConfig, trail: Trail): Promise<readonly string[]> {
  const answer = await trail.get(orgPath(config, "/members?per_page=10"));
  if (answer.failure !== null || answer.status !== 200 || !Array.isArray(answer.json)) return [];
  return answer.json.map(readUser).flatMap((user) => (user === null ? [] : [String(user.id)]));
}
