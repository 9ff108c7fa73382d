import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Goal } from "../../core/access/goal.ts";
import type { Connection, Connector, CorrelationKeys, Target } from "../contract.ts";
import { manifestProblems } from "../registry.ts";
import { type FaultSource, HTTP_FAULTS } from "./fault-source.ts";

/** A faulty line to a target: an HTTP proxy, or a TCP proxy for every other protocol. */
export interface FaultyLine {
  /** Where the connector is pointed at: a base URL, or host:port. */
  readonly baseUrl: string;
  /** What arrived, to prove that nobody was called. */
  readonly seen: string[];
  inject(fault: string): void;
  clear(): void;
}

/** A running target with one person in it, and a faulty line to it. */
export interface ConformanceTarget {
  readonly proxy: FaultyLine;
  /** Connector config for where the faulty line begins. */
  config(baseUrl: string): unknown;
  readonly secrets: Readonly<Record<string, string>>;
  /** Keys of a person who has an active account and one membership. */
  readonly person: CorrelationKeys;
  readonly account: Target;
  readonly membership: Target;
  /** What the membership is brought to. Default absent. */
  readonly membershipGoal?: Goal;
  /** What a look finds of an account that was closed. Default disabled; absent where closing means leaving. */
  readonly closedReads?: "disabled" | "absent";
  /**
   * The system lists nobody and nothing: only what was entered is seen. Then no list is ever complete, accounts are
   * neither looked at nor acted on, and `membership` is something entered that is to be invalidated.
   */
  readonly entered?: boolean;
  /** Everything that was put into the target, to look for foreign mail domains. */
  readonly fixtures: readonly string[];
  close(): Promise<void>;
}

const NOBODY: CorrelationKeys = {
  userNames: ["nobody@void.example"],
  emails: ["nobody@void.example"],
  externalIds: ["none"],
};

const HASTY_MS = 300;
/** Long enough for a machine that does six other things: a legitimate answer must never look like silence. */
const PATIENT_MS = 20_000;

const RESERVED = /@[\w.-]*(?:example\.(?:com|net|org)|\.example|\.test|\.invalid)$/i;

/**
 * The suite that every connector passes against every target it says it was seen against. Each guarantee is one
 * test, so that a connector that turns an error into "gone" fails by name.
 */
export function conformance(
  name: string,
  connector: Connector,
  start: () => Promise<ConformanceTarget>,
  faults: FaultSource = HTTP_FAULTS,
): void {
  describe(`${connector.manifest.id} against ${name}`, () => {
    const harness = new Harness(connector, faults);
    beforeAll(async () => harness.open(await start()));
    beforeEach(() => harness.target.proxy.clear());
    afterAll(() => harness.close());

    shape(harness);
    looksUnderFaults(harness);
    actsUnderFaults(harness);
    revocation(harness);
  });
}

/** The opened connection and what every answer of it must satisfy. */
class Harness {
  readonly connector: Connector;
  readonly faults: FaultSource;
  readonly signal = new AbortController().signal;
  /** Everything that came out of the connection, as text. */
  readonly output: string[] = [];
  #target: ConformanceTarget | null = null;
  #patient: Connection | null = null;
  #hasty: Connection | null = null;

  constructor(connector: Connector, faults: FaultSource) {
    this.connector = connector;
    this.faults = faults;
  }

  async open(target: ConformanceTarget): Promise<void> {
    this.#target = target;
    const probing = this.#connect({}, PATIENT_MS);
    const { dialect } = await probing.check(this.signal);
    await probing.close();
    this.#patient = this.#connect(dialect, PATIENT_MS);
    this.#hasty = this.#connect(dialect, HASTY_MS);
  }

  #connect(dialect: Readonly<Record<string, unknown>>, deadlineMs: number): Connection {
    const parsed = this.connector.parseConfig(this.target.config(this.target.proxy.baseUrl));
    if (!parsed.ok) throw new Error(parsed.problems.join(" "));
    const options = { config: parsed.config, secrets: this.target.secrets, dialect, connectionsMax: 8 };
    return this.connector.open({ ...options, allowPrivateTargets: ["127.0.0.0/8"], deadlineMs });
  }

  get target(): ConformanceTarget {
    if (this.#target === null) throw new Error("The target has not started.");
    return this.#target;
  }

  get connection(): Required<Connection> {
    // The shape test proves that the methods promised are there.
    return this.#patient as Required<Connection>;
  }

  get entered(): boolean {
    return this.target.entered === true;
  }

  /** What the suite has ended, and to what goal. */
  get ending(): readonly [Target, Goal] {
    const { account, membership } = this.target;
    return this.entered ? [membership, "invalidated"] : [account, "disabled"];
  }

  /** For faults that only a deadline ends: the same connection with a short one. */
  under(fault: string): Required<Connection> {
    this.target.proxy.inject(fault);
    return this.faults.neverEnding.includes(fault) ? (this.#hasty as Required<Connection>) : this.connection;
  }

  /** Keeps what came out for the secrecy test. */
  keep<T extends object>(answer: T): T {
    this.output.push(JSON.stringify(answer));
    return answer;
  }

  async close(): Promise<void> {
    await Promise.all([this.#patient?.close(), this.#hasty?.close()]);
    await this.#target?.close();
  }
}

function shape(harness: Harness): void {
  it("has exactly the methods that its manifest promises", () => {
    expect(manifestProblems(harness.connection)).toEqual([]);
    expect(harness.connection.manifest.neverWhole ?? false).toBe(harness.entered);
  });
  it("uses only reserved mail domains in its fixtures", () => {
    for (const mail of harness.target.fixtures) expect(mail).toMatch(RESERVED);
  });
  it("finds the person by keys and the account by its own identifier", async () => {
    const found = harness.keep(await harness.connection.findAccounts(harness.target.person, harness.signal));
    expect(found.rows.map((row) => row.nativeId)).toEqual([harness.target.account.nativeKey]);
    expect(found).toMatchObject({ complete: !harness.entered, failure: null });
  });
  it("says completely that nobody carries a stranger's keys, or incompletely where nobody is listed", async () => {
    const found = harness.keep(await harness.connection.findAccounts(NOBODY, harness.signal));
    expect(found).toMatchObject({ rows: [], complete: !harness.entered, failure: null });
  });
  it("lists the person among all accounts, and the membership among all access", async () => {
    const { account, membership } = harness.target;
    const accounts = harness.keep(await harness.connection.listAccounts(harness.signal));
    expect(accounts.complete).toBe(!harness.entered);
    expect(accounts.rows.map((row) => row.nativeId)).toContain(account.nativeKey);
    const access = harness.keep(await harness.connection.listAccess([account.nativeKey], harness.signal));
    expect(access.complete).toBe(!harness.entered);
    expect(access.rows.map((row) => row.nativeKey)).toContain(membership.nativeKey);
  });
  it("reads each access in the list as it reads it by itself: a reading of everything brings nothing back", async () => {
    const { account } = harness.target;
    const { rows } = harness.keep(await harness.connection.listAccess([account.nativeKey], harness.signal));
    for (const row of rows) {
      const { presence } = harness.keep(await harness.connection.observe(row, harness.signal));
      expect([row.nativeKey, row.presence ?? "active"]).toEqual([row.nativeKey, presence]);
    }
  });
  it("reads an identifier that was never there as absent, and another tenant's path as unknown", async () => {
    const stranger = { ...harness.target.account, accountNativeId: "never-there", nativeKey: "never-there" };
    const { presence } = harness.keep(await harness.connection.observe(stranger, harness.signal));
    expect(presence).toBe(harness.entered ? "unknown" : "absent");
    if (harness.faults.notFound === null) return;
    harness.target.proxy.inject(harness.faults.notFound);
    expect(harness.keep(await harness.connection.observe(stranger, harness.signal)).presence).toBe("unknown");
  });
}

function looksUnderFaults(harness: Harness): void {
  for (const fault of harness.faults.blinding) {
    it(`knows nothing after ${fault}`, async () => {
      const { account, membership, person } = harness.target;
      const connection = harness.under(fault);
      const looks = [account, membership].map((target) => connection.observe(target, harness.signal));
      const lists = [
        connection.findAccounts(person, harness.signal),
        connection.listAccess([account.nativeKey], harness.signal),
        connection.listAccounts(harness.signal),
      ];
      for (const seen of await Promise.all(looks)) expect(harness.keep(seen).presence).toBe("unknown");
      for (const list of await Promise.all(lists)) {
        expect(harness.keep(list)).toMatchObject({ complete: false, rows: [] });
        expect(list.failure).not.toBeNull();
      }
    });
  }
  for (const fault of harness.faults.listing) {
    it(`ends and calls the list incomplete at ${fault}`, async () => {
      const connection = harness.under(fault);
      expect(harness.keep(await connection.listAccounts(harness.signal)).complete).toBe(false);
      const found = harness.keep(await connection.findAccounts(harness.target.person, harness.signal));
      expect(found.complete).toBe(false);
    });
  }
}

function actsUnderFaults(harness: Harness): void {
  for (const fault of harness.faults.unanswered) {
    it(`does not know what an act did after ${fault}`, async () => {
      const done = await harness.under(fault).revoke(...harness.ending, harness.signal);
      expect(harness.keep(done).outcome.kind).toBe("unknown");
    });
  }
  const { refusal, echo, waits } = harness.faults;
  if (refusal !== null) {
    it("reports a refusal with the target's own reason", async () => {
      harness.target.proxy.inject(refusal.fault);
      const done = harness.keep(await harness.connection.revoke(...harness.ending, harness.signal));
      expect(done.outcome).toEqual({ kind: "refused", reason: refusal.reason });
    });
  }
  if (echo !== null) {
    it("repeats no credential that the target's refusal repeats", async () => {
      const done = await harness.under(echo.fault).revoke(...harness.ending, harness.signal);
      expect(harness.keep(done).outcome).toMatchObject({
        kind: "refused",
        reason: expect.stringContaining(echo.reason),
      });
      for (const secret of Object.values(harness.target.secrets)) expect(JSON.stringify(done)).not.toContain(secret);
    });
  }
  if (waits.length > 0) {
    it("passes on how long to wait, however it is written, and never longer than a day", async () => {
      const seen: (number | null)[] = [];
      for (const { fault } of waits) {
        harness.target.proxy.inject(fault);
        seen.push((await harness.connection.observe(harness.target.account, harness.signal)).retryAfter);
      }
      expect(seen).toEqual(waits.map(({ micros }) => micros));
    });
  }
}

/** The one part that changes the target; it comes last. */
function revocation(harness: Harness): void {
  it("sees the account closed and the membership absent by a later look, and may revoke twice", async () => {
    const { account, membership, membershipGoal = "absent", closedReads = "disabled" } = harness.target;
    for (let turn = 0; turn < 2; turn += 1) {
      for (const [target, goal] of harness.entered
        ? [harness.ending]
        : [[membership, membershipGoal] as const, harness.ending]) {
        const done = harness.keep(await harness.connection.revoke(target, goal, harness.signal));
        expect(["accepted", "already_absent"]).toContain(done.outcome.kind);
      }
      const { presence } = harness.keep(await harness.connection.observe(account, harness.signal));
      expect(presence).toBe(harness.entered ? "unknown" : closedReads);
      expect(harness.keep(await harness.connection.observe(membership, harness.signal)).presence).toBe("absent");
    }
  });
  it("says unsupported for what it has no lever for, and calls nobody", async () => {
    const done = await harness.connection.revoke(harness.target.account, "reassigned", harness.signal);
    expect(done).toMatchObject({ outcome: { kind: "unsupported" }, exchanges: [] });
    expect(harness.target.proxy.seen).toEqual([]);
  });
  it("let no secret out in anything it kept", () => {
    expect(harness.output.length).toBeGreaterThan(50);
    const all = harness.output.join("\n");
    for (const secret of Object.values(harness.target.secrets)) expect(all).not.toContain(secret);
  });
}
