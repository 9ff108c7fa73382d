import type { LdapCall } from "../../kit/ldap/call.ts";
import type { LdapEntry } from "../../kit/ldap/entry.ts";
import { anyOf, both, byRule, equals, type LdapFilter, present } from "../../kit/ldap/filter.ts";
import { siblingSid, sidText } from "./identity.ts";
import { idOf } from "./map.ts";
import type { Opened } from "./session.ts";

/** LDAP_MATCHING_RULE_IN_CHAIN: through as many groups as there are in between. */
const IN_CHAIN = "1.2.840.113556.1.4.1941";
const SIDS_A_QUESTION = 40;
const GROUP = equals("objectClass", "group");

export type Way = "direct" | "nested" | "primary" | "token";

export interface Membership {
  readonly id: string;
  readonly dn: string | null;
  readonly label: string;
  readonly sid: string | null;
  readonly ways: ReadonlySet<Way>;
}

export interface Memberships {
  readonly groups: ReadonlyMap<string, Membership>;
  readonly complete: boolean;
}

/**
 * Every group that an account is in. Asked twice: from the groups' side, directly and through other groups, and from
 * what the account carries when it signs in (tokenGroups), which also has the primary group and what that one is in.
 */
export async function membershipsOf({ config }: Opened, call: LdapCall, account: LdapEntry): Promise<Memberships> {
  const read = new Reading(config.baseDn, call);
  await read.ask("direct", equals("member", account.dn));
  await read.ask("nested", byRule("member", IN_CHAIN, account.dn));
  await read.carried(account);
  return read.found();
}

class Reading {
  readonly #base: string;
  readonly #call: LdapCall;
  readonly #groups = new Map<string, Membership & { ways: Set<Way> }>();
  /** Identifiers of the groups found, by their security identifiers. */
  readonly #bySid = new Map<string, string>();
  #complete = true;

  constructor(base: string, call: LdapCall) {
    this.#base = base;
    this.#call = call;
  }

  found(): Memberships {
    return { groups: this.#groups, complete: this.#complete };
  }

  async ask(way: Way, filter: LdapFilter): Promise<readonly LdapEntry[]> {
    const attributes = ["objectGUID", "objectSid", "cn"];
    const search = { base: this.#base, scope: "sub" as const, filter: both(GROUP, filter), attributes };
    const { entries, complete } = await this.#call.readAll(search);
    if (!complete) this.#complete = false;
    for (const entry of entries) this.#take(way, entry);
    return entries;
  }

  async carried(account: LdapEntry): Promise<void> {
    const search = {
      base: account.dn,
      scope: "base" as const,
      filter: present("objectClass"),
      attributes: ["tokenGroups"],
    };
    const { entries, complete } = await this.#call.readAll(search);
    const sids = entries[0]?.bytes("tokenGroups") ?? [];
    // Every account is at least in its primary group: who sees no groups here does not see them.
    if (!complete || sids.length === 0) {
      this.#complete = false;
      this.#call.find(
        "members_hidden",
        "The groups that the account carries when it signs in (tokenGroups) are not shown.",
      );
      return;
    }
    const own = account.bytes("objectSid")[0];
    const primaryId = Number(account.text("primaryGroupID") ?? Number.NaN);
    const primary = own === undefined || Number.isNaN(primaryId) ? null : sidText(siblingSid(own, primaryId));
    const unseen = sids.filter((sid) => !this.#bySid.has(sidText(sid) ?? ""));
    for (let at = 0; at < unseen.length; at += SIDS_A_QUESTION) {
      await this.ask("token", anyOf(unseen.slice(at, at + SIDS_A_QUESTION).map((sid) => equals("objectSid", sid))));
    }
    for (const sid of sids) this.#name(sid, sidText(sid) === primary);
  }

  /** A group of another domain is known by its security identifier alone. */
  #name(sid: Buffer, isPrimary: boolean): void {
    const text = sidText(sid);
    if (text === null) {
      this.#complete = false;
      return;
    }
    const known = this.#groups.get(this.#bySid.get(text) ?? text);
    const group = known ?? { id: text, dn: null, label: text, sid: text, ways: new Set<Way>(["token"]) };
    if (isPrimary) group.ways.add("primary");
    this.#groups.set(group.id, group);
  }

  #take(way: Way, entry: LdapEntry): void {
    const id = idOf(entry);
    if (id === null) {
      this.#complete = false;
      this.#call.find("unreadable_rows", "A group came without its permanent identifier.");
      return;
    }
    const sid = sidText(entry.bytes("objectSid")[0]);
    const known = this.#groups.get(id) ?? {
      id,
      dn: entry.dn,
      label: entry.texts("cn")[0] ?? entry.dn,
      sid,
      ways: new Set<Way>(),
    };
    known.ways.add(way);
    this.#groups.set(id, known);
    if (sid !== null) this.#bySid.set(sid, id);
  }
}
