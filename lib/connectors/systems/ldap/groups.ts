import type { LdapCall } from "../../kit/ldap/call.ts";
import { foldedDn } from "../../kit/ldap/dn.ts";
import type { LdapEntry } from "../../kit/ldap/entry.ts";
import { anyOf, both, equals, type LdapFilter, present } from "../../kit/ldap/filter.ts";
import type { LdapConfig } from "./config.ts";
import { ruleMembers } from "./dynamic-groups.ts";

/** How an account comes to be in a group. */
export type Way = "member" | "uniqueMember" | "memberUid" | "primary" | "nested" | "rule" | "memberOf";

export interface Membership {
  readonly id: string;
  readonly dn: string;
  readonly label: string;
  readonly ways: ReadonlySet<Way>;
}

export interface Memberships {
  /** By the group's permanent identifier. */
  readonly groups: ReadonlyMap<string, Membership>;
  readonly complete: boolean;
}

/** Above this many groups of one account it is no longer told which. */
const GROUPS_MAX = 20_000;
/** Names joined in one question. */
const NAMES_A_QUESTION = 40;

export const GROUP_CLASSES: readonly string[] = ["groupOfNames", "groupOfUniqueNames", "posixGroup", "groupOfURLs"];

/** Groups of any kind. */
export function anyGroup(): LdapFilter {
  return anyOf(GROUP_CLASSES.map((name) => equals("objectClass", name)));
}

/**
 * Every group that an account is in, by whatever way: named in it, through other groups, as its primary group, by a
 * group's rule, or because its own entry says so. Asked from the groups' side, so that long member lists are never read.
 */
export async function membershipsOf(config: LdapConfig, call: LdapCall, account: LdapEntry): Promise<Memberships> {
  const search = new Upward(config, call);
  await search.named("member", [account.dn]);
  await search.named("uniqueMember", [account.dn]);
  const posix = equals("objectClass", "posixGroup");
  const names = account.texts("uid");
  if (names.length > 0) await search.ask("memberUid", both(posix, anyOf(names.map((uid) => equals("memberUid", uid)))));
  const gid = account.text("gidNumber");
  if (gid !== null) await search.ask("primary", both(posix, equals("gidNumber", gid)));
  await search.byRule(account);
  await search.ownWord(account.texts("memberOf"));
  await search.climb();
  return search.found();
}

class Upward {
  readonly #config: LdapConfig;
  readonly #call: LdapCall;
  readonly #groups = new Map<string, { id: string; dn: string; label: string; ways: Set<Way> }>();
  readonly #climbed = new Set<string>();
  #complete = true;

  constructor(config: LdapConfig, call: LdapCall) {
    this.#config = config;
    this.#call = call;
  }

  found(): Memberships {
    return { groups: this.#groups, complete: this.#complete };
  }

  async ask(way: Way, filter: LdapFilter): Promise<void> {
    const { entries, complete } = await this.#call.readAll({ ...this.#place(), filter: both(anyGroup(), filter) });
    this.#take(way, entries, complete);
  }

  /** Groups that name one of these entries. */
  async named(attribute: "member" | "uniqueMember", dns: readonly string[], way: Way = attribute): Promise<void> {
    for (let at = 0; at < dns.length; at += NAMES_A_QUESTION) {
      const some = dns.slice(at, at + NAMES_A_QUESTION);
      await this.ask(way, anyOf(some.map((dn) => equals(attribute, dn))));
    }
  }

  async byRule(account: LdapEntry): Promise<void> {
    const filter = both(equals("objectClass", "groupOfURLs"), present("memberURL"));
    const attributes = [...this.#place().attributes, "memberURL"];
    const { entries, complete } = await this.#call.readAll({ ...this.#place(), attributes, filter });
    if (!complete) this.#complete = false;
    for (const entry of entries) {
      const verdict = await ruleMembers(this.#call, entry.texts("memberURL"), account.dn);
      if (verdict === "member") this.#take("rule", [entry], true);
      if (verdict === "unknown") this.#complete = false;
    }
  }

  /** Groups that the account's own entry names and that no question from the groups' side has found. */
  async ownWord(dns: readonly string[]): Promise<void> {
    const known = new Set([...this.#groups.values()].map(({ dn }) => foldedDn(dn)));
    for (const dn of dns.filter((one) => !known.has(foldedDn(one)))) {
      const search = { ...this.#place(), base: dn, scope: "base" as const, filter: anyGroup() };
      const { entries, complete } = await this.#call.readAll(search);
      this.#take("memberOf", entries, complete && entries.length === 1);
    }
  }

  /** From the groups found so far to those that contain them, until nothing new comes. */
  async climb(): Promise<void> {
    for (let fresh = this.#fresh(); fresh.length > 0; fresh = this.#fresh()) {
      if (this.#groups.size > GROUPS_MAX) {
        this.#complete = false;
        this.#call.find("listing_capped", `The account is in more than ${GROUPS_MAX} groups; no more were read.`);
        return;
      }
      for (const dn of fresh) this.#climbed.add(dn);
      await this.named("member", fresh, "nested");
      await this.named("uniqueMember", fresh, "nested");
      if (!this.#complete) return;
    }
  }

  #fresh(): readonly string[] {
    return [...this.#groups.values()].map(({ dn }) => dn).filter((dn) => !this.#climbed.has(dn));
  }

  #place() {
    const { baseDn, groupBaseDn, idAttribute } = this.#config;
    return { base: groupBaseDn ?? baseDn, scope: "sub" as const, attributes: [idAttribute, "cn", "objectClass"] };
  }

  #take(way: Way, entries: readonly LdapEntry[], complete: boolean): void {
    if (!complete) this.#complete = false;
    for (const entry of entries) {
      const id = entry.text(this.#config.idAttribute);
      if (id === null) {
        this.#complete = false;
        this.#call.find("unreadable_rows", "A group came without its permanent identifier.");
        continue;
      }
      const label = entry.texts("cn")[0] ?? entry.dn;
      const known = this.#groups.get(id) ?? { id, dn: entry.dn, label, ways: new Set<Way>() };
      known.ways.add(way);
      this.#groups.set(id, known);
    }
  }
}
