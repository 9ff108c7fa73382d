import { randomBytes } from "node:crypto";
import { ScimStore, type SeedGroup, type SeedPerson, type StoredGroup, type StoredUser } from "./scim-store.ts";

/**
 * How a simulated system behaves.
 * honest: does what it says. slow: the same, after `delayMs`. lying: says yes and does nothing.
 * reviving: does it, and undoes it after `reviveSeconds`. recreating: the same under a new identifier.
 * lagging: does it, shows it only after `lagMs`. flaky: fails, throttles and drops replies after the effect.
 */
export const BEHAVIOURS = ["honest", "slow", "lying", "reviving", "recreating", "lagging", "flaky"] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];

export interface SystemConfig {
  readonly name: string;
  readonly behaviour?: Behaviour;
  /** Added to every reply. */
  readonly delayMs?: number;
  /** Requests at once; above it the answer is 429. */
  readonly maxInFlight?: number;
  readonly reviveSeconds?: number;
  readonly lagMs?: number;
  readonly token?: string;
  readonly people: readonly SeedPerson[];
  readonly groups: readonly SeedGroup[];
  /** Entries kept of the request log. */
  readonly logMax?: number;
}

export interface LogEntry {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  /** Path below the SCIM base, with its query. */
  readonly path: string;
  readonly status: number;
}

const LOG_MAX = 100_000;

/** How a system differs from its seed; accounts that were made anew are not in it. */
export interface KeptState {
  readonly inactive: readonly string[];
  readonly removed: readonly string[];
  /** Group and member. */
  readonly left: readonly (readonly [string, string])[];
}

/** One simulated system: its state, its temper, its log and the truth about it. */
export class ScimSystem {
  readonly name: string;
  readonly slug: string;
  readonly behaviour: Behaviour;
  readonly delayMs: number;
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
  /** Old states that are still shown: resource or membership to the moment it stops. */
  readonly #stale = new Map<string, number>();
  #random: () => number;

  constructor(config: SystemConfig) {
    this.#config = config;
    this.name = config.name;
    this.slug = slugOf(config.name);
    this.behaviour = config.behaviour ?? "honest";
    this.delayMs = config.delayMs ?? (this.behaviour === "slow" ? 400 : 0);
    this.maxInFlight = config.maxInFlight ?? Number.POSITIVE_INFINITY;
    this.token = config.token ?? randomBytes(24).toString("base64url");
    this.store = new ScimStore(config.name, config.people, config.groups);
    this.#random = seeded(config.name);
  }

  /** Back to the seed, with an empty log. */
  reset(): void {
    this.stop();
    this.store = new ScimStore(this.name, this.#config.people, this.#config.groups);
    this.#stale.clear();
    this.#random = seeded(this.name);
    this.log.length = 0;
    [this.requests, this.peak] = [0, 0];
  }

  /** What a restart must not forget: an account that was switched off would otherwise come back. */
  state(): KeptState {
    const seed = new ScimStore(this.name, this.#config.people, this.#config.groups);
    return {
      inactive: [...this.store.users.values()].filter(({ active }) => !active).map(({ id }) => id),
      removed: [...seed.users.keys()].filter((id) => !this.store.users.has(id)),
      left: [...seed.groups.values()].flatMap(({ id, members }) =>
        [...members]
          .filter((member) => !this.store.groups.get(id)?.members.has(member))
          .map((member) => [id, member] as const),
      ),
    };
  }

  restore(state: KeptState): void {
    for (const [group, member] of state.left) this.store.leave(group, member);
    for (const id of state.removed) this.store.removeUser(id);
    for (const id of state.inactive) {
      const user = this.store.users.get(id);
      if (user !== undefined) user.active = false;
    }
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
    if (this.behaviour === "lying" || user.active === active) return;
    if (this.behaviour === "lagging") this.#staleUntil(`active ${user.id}`);
    user.active = active;
    if (!active) this.#afterwards(user);
  }

  leave(group: StoredGroup, userId: string): void {
    if (this.behaviour === "lying" || !group.members.has(userId)) return;
    if (this.behaviour === "lagging") this.#staleUntil(`${group.id} ${userId}`);
    this.store.leave(group.id, userId);
  }

  remove(user: StoredUser): void {
    if (this.behaviour === "lying") return;
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

  #afterwards(user: StoredUser): void {
    if (this.behaviour !== "reviving" && this.behaviour !== "recreating") return;
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        const { externalId: key, displayName, email } = user;
        if (this.behaviour === "recreating") this.store.addUser({ key, displayName, email });
        else if (this.store.users.has(user.id)) user.active = true;
      },
      (this.#config.reviveSeconds ?? 45) * 1000,
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

/** Mulberry32 from a text: the same mishaps at every start. */
function seeded(text: string): () => number {
  let state = [...text].reduce((sum, letter) => (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) | 0, 7);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
