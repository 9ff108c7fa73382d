import { hash } from "node:crypto";
import type { Goal } from "../../core/access/goal.ts";
import { SECOND } from "../../core/instant.ts";
import type {
  AccessRecord,
  AccountRecord,
  CallFailure,
  Connection,
  Connector,
  Exchange,
  Listing,
  Look,
  Manifest,
  RevokeOutcome,
  RevokeResult,
  Target,
} from "../contract.ts";
import { type ChaosRates, LIVELY, Schedule } from "./schedule.ts";
import { type ChaosPerson, ChaosWorld } from "./world.ts";

const MANIFEST: Manifest = {
  id: "chaos",
  name: "Chaos",
  version: "1",
  layers: {
    account: { act: true, observe: true, freshness: 0 },
    group: { act: true, observe: true, freshness: 0 },
  },
  seenAgainst: ["itself"],
};

/** A connector that lies on a schedule, the truth it lies about, and the lies it told. */
export interface Chaos {
  readonly connector: Connector;
  readonly world: ChaosWorld;
  readonly schedule: Schedule;
}

/**
 * A deterministic liar for tests of everything above the connectors. It lies about acts and hides effects for a
 * while; it never shows an access as gone that is still there, because no product could see through that.
 */
export function chaos(seed: number, people: readonly ChaosPerson[], rates: ChaosRates = LIVELY): Chaos {
  const world = new ChaosWorld(people);
  const schedule = new Schedule(seed, rates);
  const liar = new Liar(world, schedule);
  const connection: Connection = {
    manifest: MANIFEST,
    check: async () => ({
      reachable: true,
      authorised: true,
      findings: [],
      dialect: {},
      retryAfter: null,
      exchanges: [],
    }),
    findAccounts: async (keys) =>
      liar.accounts(({ userName, email }) => keys.userNames.includes(userName) || keys.emails.includes(email)),
    listAccounts: async () => liar.accounts(() => true),
    listAccess: async (ids) => liar.access(ids),
    revoke: async (target, goal) => liar.revoke(target, goal),
    observe: async (target) => liar.observe(target),
    close: async () => undefined,
  };
  const connector: Connector = {
    manifest: MANIFEST,
    form: { settings: [], secrets: [] },
    parseConfig: (config) => ({ ok: true, config }),
    open: () => connection,
  };
  return { connector, world, schedule };
}

class Liar {
  readonly #world: ChaosWorld;
  readonly #schedule: Schedule;

  constructor(world: ChaosWorld, schedule: Schedule) {
    this.#world = world;
    this.#schedule = schedule;
  }

  accounts(belongs: (person: ChaosPerson) => boolean): Listing<AccountRecord> {
    this.#world.tick();
    const there = [...this.#world.accounts.values()].filter(
      ({ state, person }) => state !== "absent" && belongs(person),
    );
    const rows = there.map(({ nativeId, person }) => ({
      nativeId,
      userName: person.userName,
      displayName: person.userName,
      emails: [person.email],
      externalId: null,
      presence: this.#world.shown(nativeId, null),
    }));
    return this.#listing(rows, "accounts");
  }

  access(ids: readonly string[]): Listing<AccessRecord> {
    this.#world.tick();
    const rows = ids.flatMap((accountNativeId) => {
      const groups = [...(this.#world.accounts.get(accountNativeId)?.groups ?? [])];
      return groups.map((nativeKey) => ({
        accountNativeId,
        layer: "group" as const,
        nativeKey,
        label: nativeKey,
        facts: {},
      }));
    });
    return this.#listing(rows, `access of ${ids.join(", ")}`);
  }

  #listing<Row>(rows: readonly Row[], sought: string): Listing<Row> {
    const lie = this.#schedule.draw("blind", "cappedListing", "duplicatePages");
    const honest = {
      rows,
      complete: true,
      failure: null,
      sought,
      retryAfter: null,
      exchanges: [exchange("GET", sought, rows)],
    };
    if (lie === "blind") return { ...honest, rows: [], complete: false, failure: "server_error" };
    if (lie === "cappedListing")
      return { ...honest, rows: rows.slice(0, Math.floor(rows.length / 2)), complete: false };
    if (lie === "duplicatePages")
      return { ...honest, rows: [...rows, ...rows], complete: false, failure: "unexpected_shape" };
    return honest;
  }

  observe(target: Target): Look {
    this.#world.tick();
    const sought = `${target.layer} ${target.nativeKey}`;
    const base = { facts: {}, sought, retryAfter: null, exchanges: [exchange("GET", sought, null)] };
    const lie = this.#schedule.draw("blind", "throttled");
    if (lie !== null) {
      const failure: CallFailure = lie === "throttled" ? "rate_limited" : "server_error";
      const retryAfter = lie === "throttled" ? SECOND : null;
      return { ...base, presence: "unknown", completeness: "failed", failure, retryAfter };
    }
    const presence = this.#world.shown(target.accountNativeId, groupOf(target));
    return { ...base, presence, completeness: "lookup", failure: null };
  }

  revoke(target: Target, goal: Goal): RevokeResult {
    this.#world.tick();
    const sought = `${target.layer} ${target.nativeKey}`;
    const done = (outcome: RevokeOutcome, retryAfter: number | null = null) => ({
      outcome,
      retryAfter,
      exchanges: [exchange("PATCH", sought, outcome)],
    });
    switch (this.#schedule.draw("noEffect", "wrongAccount", "lostReply", "lostRequest", "refused", "throttled")) {
      case "noEffect":
        return done({ kind: "accepted" });
      case "wrongAccount":
        this.#effect({ ...target, accountNativeId: this.#another(target.accountNativeId) }, goal);
        return done({ kind: "accepted" });
      case "lostReply":
        this.#effect(target, goal);
        return done({ kind: "unknown", cause: "connection" });
      case "lostRequest":
        return done({ kind: "unknown", cause: "timeout" });
      case "refused":
        return done({ kind: "refused", reason: "409: not now" });
      case "throttled":
        return done({ kind: "unknown", cause: "rate_limited" }, SECOND);
      default:
        if (this.#world.truth(target.accountNativeId, groupOf(target)) === "absent")
          return done({ kind: "already_absent" });
        this.#effect(target, goal);
        return done({ kind: "accepted" });
    }
  }

  #effect(target: Target, goal: Goal): void {
    const account = this.#world.accounts.get(target.accountNativeId);
    const group = groupOf(target);
    if (account === undefined || account.state === "absent") return;
    if (this.#schedule.draw("stale") !== null) {
      this.#world.showOldState(account.nativeId, group, this.#schedule.upTo(3));
    }
    if (group !== null) {
      account.groups.delete(group);
      return;
    }
    account.state = goal === "absent" ? "absent" : "disabled";
    const comeback = this.#schedule.draw("revived", "recreated");
    if (comeback === null) return;
    this.#world.later(this.#schedule.upTo(40), () => {
      if (comeback === "revived") account.state = "active";
      else this.#world.create(account.person);
    });
  }

  #another(nativeId: string): string {
    const others = [...this.#world.accounts.keys()].filter((id) => id !== nativeId);
    return others[this.#schedule.upTo(others.length) - 1] ?? nativeId;
  }
}

function groupOf(target: Target): string | null {
  return target.layer === "group" ? target.nativeKey : null;
}

function exchange(method: string, sought: string, answer: unknown): Exchange {
  const body = JSON.stringify(answer);
  return {
    method,
    url: `https://chaos.invalid/${encodeURIComponent(sought)}`,
    requestBody: null,
    status: 200,
    body,
    bodyBytes: Buffer.byteLength(body),
    bodyDigest: hash("sha256", body, "buffer"),
    targetDate: null,
    failure: null,
  };
}
