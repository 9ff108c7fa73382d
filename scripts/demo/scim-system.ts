import { randomBytes } from "node:crypto";
import { ScimStore, type StoredGroup, type StoredUser } from "./scim-store.ts";
import type { Behaviour, KeptState, LogEntry, SystemConfig } from "./scim-system-config.ts";
import { seeded } from "./seeded.ts";

const LOG_MAX = 100_000;

/** One simulated system: its state, its temper, its log and the truth about it. */
export class ScimSystem {
  readonly name: string;
  readonly slug: string;
  readonly behaviour: Behaviour;
  readonly delayMs: number;
  readonly writeDelayMs: number;
  readonly maxInFlight: number;
  readonly token: string;
  readonly log: LogEntry[] = [];
  requests = 0;
  inFlight = 0;
  /** Most requests seen at once. */
  peak = 0;
  store: ScimStore;
  readonly #config: SystemConfig;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #reviving = new Map<string, number>();
  readonly #hidden: Set<string>;
  #tokenEnded = false;
  #touched = 0;
  /** Old states that are still shown: resource or membership to the moment it stops. */
  readonly #stale = new Map<string, number>();
  #random: () => number;

  constructor(config: SystemConfig) {
    this.#config = config;
    this.name = config.name;
    this.slug = slugOf(config.name);
    this.behaviour = config.behaviour ?? "honest";
    this.delayMs = config.delayMs ?? (this.behaviour === "slow" ? 400 : 0);
    this.writeDelayMs = config.writeDelayMs ?? 0;
    this.maxInFlight = config.maxInFlight ?? Number.POSITIVE_INFINITY;
    this.#hidden = new Set(config.hides);
    this.token = config.token ?? randomBytes(24).toString("base64url");
    this.store = this.#seed();
    this.#random = seeded(config.name);
  }

  /** Back to the seed, with an empty log. */
  reset(): void {
    this.stop();
    this.#reviving.clear();
    this.#tokenEnded = false;
    for (const key of this.#config.hides ?? []) this.#hidden.add(key);
    this.store = this.#seed();
    this.#stale.clear();
    this.#random = seeded(this.name);
    this.log.length = 0;
    [this.requests, this.peak] = [0, 0];
  }

  /** What a restart must not forget: an account that was switched off would otherwise come back. */
  state(): KeptState {
    const seed = this.#seed();
    return {
      inactive: [...this.store.users.values()].filter(({ active }) => !active).map(({ id }) => id),
      removed: [...seed.users.keys()].filter((id) => !this.store.users.has(id)),
      left: [...seed.groups.values()].flatMap(({ id, members }) =>
        [...members]
          .filter((member) => !this.store.groups.get(id)?.members.has(member))
          .map((member) => [id, member] as const),
      ),
      reviving: [...this.#reviving],
      shown: (this.#config.hides ?? []).filter((key) => !this.#hidden.has(key)),
      tokenEnded: this.#tokenEnded,
    };
  }

  restore(state: KeptState): void {
    for (const key of state.shown ?? []) this.show(key);
    this.#tokenEnded = state.tokenEnded ?? false;
    for (const [group, member] of state.left) this.store.leave(group, member);
    for (const id of state.removed) this.store.removeUser(id);
    for (const id of state.inactive) {
      const user = this.store.users.get(id);
      if (user !== undefined) user.active = false;
    }
    for (const [id, at] of state.reviving ?? []) this.#reviveAt(id, at);
  }

  /** Grows with everything that a restart must not forget. */
  get changes(): number {
    return this.requests + this.#touched;
  }

  accepts(authorization: string | undefined): boolean {
    return !this.#tokenEnded && authorization === `Bearer ${this.token}`;
  }

  /** The company's own hand, in the system's own console: no SCIM client does this. */
  endToken(): void {
    this.#tokenEnded = true;
    this.#touched += 1;
  }

  /** Shows an account that was there all the time. */
  show(key: string): void {
    const person = this.#config.people.find((one) => one.key === key);
    if (person === undefined || !this.#hidden.delete(key)) return;
    this.store.addSeeded(person);
    this.#touched += 1;
  }

  /** Switches an account on or off by hand; it stays so, whatever the system's behaviour. */
  switchByHand(key: string, active: boolean): void {
    for (const user of this.store.users.values()) if (user.externalId === key) user.active = active;
    this.#touched += 1;
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  note(method: string, path: string, status: number): void {
    this.requests += 1;
    if (this.log.length < (this.#config.logMax ?? LOG_MAX)) this.log.push({ at: Date.now(), method, path, status });
  }

  /** What goes wrong with this request, by the system's own seeded chance. */
  mishap(isWrite: boolean): "unavailable" | "throttled" | "dropped" | null {
    if (this.behaviour !== "flaky") return null;
    const chance = this.#random();
    if (chance < 0.12) return "unavailable";
    if (chance < 0.2) return "throttled";
    return isWrite && chance < 0.32 ? "dropped" : null;
  }

  /** Switches an account on or off, as far as this system does what it is told. */
  setActive(user: StoredUser, active: boolean): void {
    if (this.#liesAbout(user) || user.active === active) return;
    if (this.behaviour === "lagging") this.#staleUntil(`active ${user.id}`);
    user.active = active;
    if (!active) this.#afterwards(user);
  }

  leave(group: StoredGroup, userId: string): void {
    const user = this.store.users.get(userId);
    if (!group.members.has(userId) || (user !== undefined && this.#liesAbout(user))) return;
    if (this.behaviour === "lagging") this.#staleUntil(`${group.id} ${userId}`);
    this.store.leave(group.id, userId);
  }

  remove(user: StoredUser): void {
    if (this.#liesAbout(user)) return;
    this.store.removeUser(user.id);
    this.#afterwards(user);
  }

  /** What a read shows, which for a lagging system is not what is. */
  shownActive(user: StoredUser): boolean {
    return this.#isStale(`active ${user.id}`) ? !user.active : user.active;
  }

  shownFormerMembers(group: StoredGroup): readonly string[] {
    if (this.#stale.size === 0) return [];
    const keys = [...this.#stale.keys()].filter((key) => key.startsWith(`${group.id} `) && this.#isStale(key));
    return keys.map((key) => key.slice(group.id.length + 1));
  }

  /** The real state, for benches and tests. Never part of what a SCIM client sees. */
  truth(): unknown {
    const users = [...this.store.users.values()].map((user) => ({
      id: user.id,
      userName: user.userName,
      active: user.active,
      groups: this.store.groupsOf(user.id),
    }));
    return { name: this.name, requests: this.requests, peak: this.peak, users };
  }

  #seed(): ScimStore {
    const { name, people, groups } = this.#config;
    return new ScimStore(
      name,
      people.filter(({ key }) => !this.#hidden.has(key)),
      groups,
    );
  }

  #liesAbout({ externalId }: StoredUser): boolean {
    const { liesAbout } = this.#config;
    return this.behaviour === "lying" && (liesAbout === undefined || liesAbout.includes(externalId));
  }

  #afterwards({ id, externalId, displayName, email }: StoredUser): void {
    const { revives, reviveSeconds = 45 } = this.#config;
    const seconds = revives === undefined ? reviveSeconds : revives[externalId];
    if (seconds === undefined) return;
    if (this.behaviour === "reviving") this.#reviveAt(id, Date.now() + seconds * 1000);
    if (this.behaviour === "recreating")
      this.#later(seconds * 1000, () => this.store.addUser({ key: externalId, displayName, email }));
  }

  #reviveAt(id: string, at: number): void {
    this.#reviving.set(id, at);
    this.#later(at - Date.now(), () => {
      this.#reviving.delete(id);
      this.#touched += 1;
      const user = this.store.users.get(id);
      if (user !== undefined) user.active = true;
    });
  }

  #later(milliseconds: number, act: () => void): void {
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        act();
      },
      Math.max(0, milliseconds),
    );
    timer.unref();
    this.#timers.add(timer);
  }

  #staleUntil(key: string): void {
    this.#stale.set(key, Date.now() + (this.#config.lagMs ?? 5000));
  }

  #isStale(key: string): boolean {
    const until = this.#stale.get(key);
    if (until === undefined) return false;
    if (Date.now() < until) return true;
    this.#stale.delete(key);
    return false;
  }
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
