import { createHash } from "node:crypto";
import { type Comparison, type Filter, parseFilter } from "./scim-filter.ts";

/** A person as a system's seed. */
export interface SeedPerson {
  readonly key: string;
  readonly displayName: string;
  readonly email: string;
}

export interface SeedGroup {
  readonly name: string;
  /** Keys of the members. */
  readonly members: readonly string[];
}

export interface StoredUser {
  readonly id: string;
  userName: string;
  displayName: string;
  externalId: string;
  email: string;
  active: boolean;
}

export interface StoredGroup {
  readonly id: string;
  readonly displayName: string;
  readonly members: Set<string>;
  /** Rendered JSON, dropped at every change: large groups are read far more often than changed. */
  rendered: string | null;
}

/** The state of one simulated system: plain maps, an index for each attribute that is searched. */
export class ScimStore {
  readonly users = new Map<string, StoredUser>();
  readonly groups = new Map<string, StoredGroup>();
  readonly #groupsOf = new Map<string, Set<string>>();
  readonly #index = new Map<string, Set<string>>();
  readonly #name: string;

  constructor(name: string, people: readonly SeedPerson[], groups: readonly SeedGroup[]) {
    this.#name = name;
    for (const person of people) this.addSeeded(person);
    for (const group of groups) {
      const id = nativeId(name, `group ${group.name}`);
      this.groups.set(id, { id, displayName: group.name, members: new Set(), rendered: null });
      for (const key of group.members) if (this.users.has(nativeId(name, key))) this.join(id, nativeId(name, key));
    }
  }

  /** Adds an account under the identifier that it has from the start, as if it had been there all the time. */
  addSeeded(person: SeedPerson): StoredUser {
    return this.addUser(person, nativeId(this.#name, person.key));
  }

  /** Adds an account; a second one of the same person gets an identifier of its own. */
  addUser(person: SeedPerson, id = nativeId(this.#name, `${person.key} ${this.users.size}`)): StoredUser {
    const { displayName, email, key } = person;
    const user = { id, userName: email, displayName, externalId: key, email, active: true };
    this.users.set(id, user);
    for (const entry of entriesOf(user)) this.#indexed(entry).add(id);
    return user;
  }

  removeUser(id: string): boolean {
    const user = this.users.get(id);
    if (user === undefined) return false;
    for (const entry of entriesOf(user)) this.#index.get(entry)?.delete(id);
    for (const groupId of this.groupsOf(id)) this.leave(groupId, id);
    return this.users.delete(id);
  }

  join(groupId: string, userId: string): void {
    const group = this.groups.get(groupId);
    if (group === undefined) return;
    group.members.add(userId);
    group.rendered = null;
    const groups = this.#groupsOf.get(userId) ?? new Set();
    this.#groupsOf.set(userId, groups.add(groupId));
  }

  leave(groupId: string, userId: string): void {
    const group = this.groups.get(groupId);
    if (group?.members.delete(userId)) group.rendered = null;
    this.#groupsOf.get(userId)?.delete(groupId);
  }

  groupsOf(userId: string): readonly string[] {
    return [...(this.#groupsOf.get(userId) ?? [])];
  }

  /** Users that a filter selects; null when the filter is not understood. */
  findUsers(filter: string): readonly StoredUser[] | null {
    return select(filter, (term) => this.#usersBy(term));
  }

  findGroups(filter: string): readonly StoredGroup[] | null {
    return select(filter, (term) => this.#groupsBy(term));
  }

  #usersBy({ attribute, value }: Comparison): readonly StoredUser[] | null {
    if (attribute === "id") return present(this.users.get(value));
    const name = attribute === "emails" ? "emails.value" : attribute;
    if (!["username", "externalid", "emails.value"].includes(name)) return null;
    return [...(this.#index.get(entry(name, value)) ?? [])].flatMap((id) => present(this.users.get(id)));
  }

  #groupsBy({ attribute, value }: Comparison): readonly StoredGroup[] | null {
    if (attribute === "id") return present(this.groups.get(value));
    if (attribute === "members" || attribute === "members.value") {
      return this.groupsOf(value).flatMap((id) => present(this.groups.get(id)));
    }
    if (attribute !== "displayname") return null;
    return [...this.groups.values()].filter((group) => group.displayName.toLowerCase() === value.toLowerCase());
  }

  #indexed(name: string): Set<string> {
    const known = this.#index.get(name) ?? new Set();
    this.#index.set(name, known);
    return known;
  }
}

/** Permanent identifier, different in every system and the same after a restart. */
function nativeId(system: string, key: string): string {
  return createHash("sha256").update(`${system}\n${key}`).digest("hex").slice(0, 24);
}

function entriesOf(user: StoredUser): readonly string[] {
  return [entry("username", user.userName), entry("externalid", user.externalId), entry("emails.value", user.email)];
}

function entry(attribute: string, value: string): string {
  return `${attribute} ${attribute === "externalid" ? value : value.toLowerCase()}`;
}

function present<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

function select<T extends { readonly id: string }>(
  text: string,
  by: (term: Comparison) => readonly T[] | null,
): readonly T[] | null {
  const filter: Filter | null = parseFilter(text);
  if (filter === null) return null;
  const chosen = new Map<string, T>();
  for (const terms of filter) {
    const sets = terms.map(by);
    if (sets.some((set) => set === null)) return null;
    const [first = [], ...others] = sets.map((set) => set ?? []);
    for (const row of first) if (others.every((set) => set.some(({ id }) => id === row.id))) chosen.set(row.id, row);
  }
  return [...chosen.values()];
}
