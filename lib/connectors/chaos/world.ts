import type { Presence } from "../../core/access/observation.ts";

export interface ChaosPerson {
  readonly userName: string;
  readonly email: string;
  readonly groups: readonly string[];
}

export interface ChaosAccount {
  readonly nativeId: string;
  readonly person: ChaosPerson;
  state: "active" | "disabled" | "absent";
  readonly groups: Set<string>;
}

/** The truth behind a chaos connector. Only tests and benches look here; the product never can. */
export class ChaosWorld {
  readonly accounts = new Map<string, ChaosAccount>();
  /** Calls made so far; the only clock there is. */
  calls = 0;
  #nextId = 1;
  readonly #pending: { readonly at: number; readonly run: () => void }[] = [];
  /** Accesses still shown as active although they ended, and for how many more looks. */
  readonly #stale = new Map<string, number>();

  constructor(people: readonly ChaosPerson[]) {
    for (const person of people) this.create(person);
  }

  create(person: ChaosPerson): ChaosAccount {
    const nativeId = `c-${this.#nextId}`;
    this.#nextId += 1;
    const account: ChaosAccount = { nativeId, person, state: "active", groups: new Set(person.groups) };
    this.accounts.set(nativeId, account);
    return account;
  }

  /** Counts one call and lets happen what was put off until now. */
  tick(): void {
    this.calls += 1;
    for (const event of this.#pending.splice(0)) {
      if (event.at <= this.calls) event.run();
      else this.#pending.push(event);
    }
  }

  later(calls: number, run: () => void): void {
    this.#pending.push({ at: this.calls + calls, run });
  }

  /** The real state of an account, or of its membership in `group`. */
  truth(nativeId: string, group: string | null): Presence {
    const account = this.accounts.get(nativeId);
    if (account === undefined || account.state === "absent") return "absent";
    if (group !== null) return account.groups.has(group) ? "active" : "absent";
    return account.state;
  }

  /** Shows an access that is about to end as active for some more looks. An old end is never shown: see `chaos`. */
  showOldState(nativeId: string, group: string | null, looks: number): void {
    if (this.truth(nativeId, group) === "active") this.#stale.set(`${nativeId} ${group}`, looks);
  }

  /** What a look shows: the truth, or for a while what was true before. */
  shown(nativeId: string, group: string | null): Presence {
    const key = `${nativeId} ${group}`;
    const looks = this.#stale.get(key) ?? 0;
    if (looks === 0) return this.truth(nativeId, group);
    this.#stale.set(key, looks - 1);
    return "active";
  }
}
