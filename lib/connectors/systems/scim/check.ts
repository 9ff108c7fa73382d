import type { CheckReport, Exchange } from "../../contract.ts";
import type { Answer } from "../../http/client.ts";
import { lineProblem } from "../../kit/line-problem.ts";
import { type Dialect, declared, type FilterConduct, SEARCH_KEYS, type SearchKey } from "./dialect.ts";
import { groupsOf, isStranger } from "./list-access.ts";
import { carries } from "./map.ts";
import type { PagesRead } from "./pages.ts";
import { parseGroup, parsePage, parseUser, type ScimGroup, type ScimUser } from "./schema.ts";
import { equals, filterQuery, type ScimSession } from "./session.ts";

/** A value that no account carries; the domain is reserved (RFC 2606). */
const NOBODY = "nobody-closeout-probe@probe.invalid";

/**
 * Reads the server's declarations and proves its filters with questions whose answers are known. Only GETs:
 * checking a system changes nothing in it.
 */
export async function check(session: ScimSession, signal: AbortSignal): Promise<CheckReport> {
  const probe = new Probe(session, signal);
  const declaration = await probe.get("/ServiceProviderConfig");
  const first = await probe.get("/Users?startIndex=1&count=20");
  const page = first.status === 200 && first.failure === null ? parsePage(first.json) : null;
  const base = { reachable: first.status !== null && first.failure !== "redirect", retryAfter: first.retryAfter };
  if (page === null) {
    probe.say(unreadable(first));
    return { ...base, authorised: false, findings: probe.findings, dialect: {}, exchanges: probe.exchanges };
  }
  const samples = page.resources.map(parseUser).filter((user) => user !== null);
  if (declaration.failure !== null || declaration.status !== 200)
    probe.say("The server does not describe itself (no ServiceProviderConfig).");
  if (samples.length === 0)
    probe.say("The system shows no account. Filters could not be proved; searches stay one key a request.");
  if (samples.some((user) => user.active === null)) {
    probe.say(
      "Accounts do not carry a true or false `active`. Closeout cannot see whether an account is disabled here.",
    );
  }
  const sample = samples[0];
  const dialect: Dialect = {
    ...declared(declaration.status === 200 ? declaration.json : null),
    ...(await probe.users(samples)),
    ...(await probe.members(samples)),
    controlAccountId: sample?.id ?? null,
  };
  if (dialect.patch === false) probe.say("The server declares no PATCH; accounts are switched off by a full PUT.");
  return { ...base, authorised: true, findings: probe.findings, dialect: { ...dialect }, exchanges: probe.exchanges };
}

class Probe {
  readonly findings: string[] = [];
  readonly exchanges: Exchange[] = [];
  readonly #session: ScimSession;
  readonly #signal: AbortSignal;

  constructor(session: ScimSession, signal: AbortSignal) {
    this.#session = session;
    this.#signal = signal;
  }

  say(finding: string): void {
    this.findings.push(finding);
  }

  async get(path: string): Promise<Answer> {
    const answer = await this.#session.read("GET", path, this.#signal);
    this.exchanges.push(answer.exchange);
    return answer;
  }

  async users(samples: readonly ScimUser[]): Promise<Pick<Dialect, "search" | "or" | "caseExact">> {
    const search = {
      userName: await this.#conduct("userName", samples),
      externalId: await this.#conduct("externalId", samples),
      "emails.value": await this.#conduct("emails.value", samples),
    };
    for (const key of SEARCH_KEYS) {
      if (search[key] === "ignored")
        this.say(`The server ignores the filter on ${key} and returns others; all accounts are read instead.`);
      if (search[key] === "unsupported") this.say(`The server cannot search by ${key}.`);
    }
    const sample = samples.find(({ userName }) => userName !== null);
    if (sample?.userName == null || search.userName !== "honoured") return { search, or: false, caseExact: null };
    const keys = SEARCH_KEYS.filter((key) => search[key] !== "unsupported" && search[key] !== "ignored");
    const parts = [...keys.map((key) => equals(key, NOBODY)), equals("userName", sample.userName)];
    const or = (await this.#ask(parts.join(" or ")))?.map((user) => user.id).join() === sample.id;
    return { search, or, caseExact: await this.#comparesCase(sample.userName) };
  }

  async #comparesCase(name: string): Promise<boolean | null> {
    const swapped = name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase();
    const found = swapped === name ? null : await this.#ask(equals("userName", swapped));
    if (found === null) return null;
    if (found.length === 0)
      this.say("The server compares userName with case; a name not found is searched among all accounts.");
    return found.length === 0;
  }

  /** Honoured: nobody is found for a value nobody has, and exactly the carriers for one somebody has. */
  async #conduct(key: SearchKey, samples: readonly ScimUser[]): Promise<FilterConduct> {
    const none = await this.#ask(equals(key, NOBODY));
    if (none === null) return "unsupported";
    if (none.length > 0) return "ignored";
    const sample = samples.find((user) => carried(user, key) !== undefined);
    const value = sample && carried(sample, key);
    if (!sample || value === undefined) return "unproven";
    const some = await this.#ask(equals(key, value));
    if (some === null) return "unsupported";
    const found = some.some((user) => user.id === sample.id) && some.every((user) => carries(user, key, value));
    return found ? "honoured" : "unsupported";
  }

  /** Accounts of one filtered answer; null when the server refused or garbled it. */
  async #ask(filter: string): Promise<readonly ScimUser[] | null> {
    const answer = await this.get(`/Users?${filterQuery(filter)}&startIndex=1&count=10`);
    const page = answer.status === 200 && answer.failure === null ? parsePage(answer.json) : null;
    const users = page?.resources.map(parseUser).filter((user) => user !== null);
    return page !== null && users?.length === page.resources.length ? users : null;
  }

  async members(samples: readonly ScimUser[]): Promise<Pick<Dialect, "groups" | "memberFilter">> {
    const answer = await this.get("/Groups?startIndex=1&count=20");
    const page = answer.status === 200 && answer.failure === null ? parsePage(answer.json) : null;
    if (page === null) {
      const missing = answer.status === 404 || answer.status === 501;
      this.say(
        missing
          ? "The server has no groups; memberships are not covered here."
          : "Groups could not be read; memberships cannot be checked until they can.",
      );
      return { groups: !missing, memberFilter: "unsupported" };
    }
    const groups = page.resources.map(parseGroup).filter((group) => group !== null);
    const shown = groups.flatMap((group) => group.members ?? []);
    if (groups.length > 0 && shown.length === 0)
      this.say("Groups show no members. Memberships are checked by filter if that can be proved.");
    return { groups: true, memberFilter: await this.#memberConduct(shown[0], samples) };
  }

  /**
   * Honoured: a value nobody has finds no group, and a member finds groups. Where groups show no members, some
   * account must find some group: an answer that depends on who is asked for is the proof.
   */
  async #memberConduct(member: string | undefined, samples: readonly ScimUser[]): Promise<FilterConduct> {
    const none = await this.#groupsOf(NOBODY);
    if (none.failure !== null || none.status !== 200) return "unsupported";
    if (none.rows.length > 0) {
      this.say("The server ignores the filter on group members; all groups are read instead.");
      return "ignored";
    }
    for (const id of member === undefined ? samples.slice(0, 5).map((user) => user.id) : [member]) {
      const some = await this.#groupsOf(id);
      if (some.complete && some.rows.length > 0 && !some.rows.some((group) => isStranger(group, id))) return "honoured";
    }
    return member === undefined ? "unproven" : "unsupported";
  }

  async #groupsOf(id: string): Promise<PagesRead<ScimGroup>> {
    const read = await groupsOf(this.#session, id, this.#signal);
    this.exchanges.push(...read.exchanges);
    return read;
  }
}

function carried(user: ScimUser, key: SearchKey): string | undefined {
  if (key === "emails.value") return user.emails[0];
  return user[key] ?? undefined;
}

function unreadable(answer: Answer): string {
  if (answer.failure === "unauthorised")
    return `The server refuses the token (${answer.status}). Check that it is valid and may read users.`;
  const problem = lineProblem(answer.failure, answer.status);
  if (problem !== null) return problem;
  if (answer.failure === "not_json")
    return "The server answers with something that is not JSON, such as a sign-in page.";
  if (answer.status === 404) return "There is no SCIM service at this address (404 on /Users).";
  if (answer.failure !== null) return `The server could not be read: ${answer.failure}.`;
  return "The server's list of users is not a SCIM list.";
}
