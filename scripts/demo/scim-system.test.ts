import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { byHand } from "./by-hand.ts";
import { ScimSystem } from "./scim-system.ts";
import type { SystemConfig } from "./scim-system-config.ts";

const PEOPLE = ["p-1", "p-2"].map((key) => ({ key, displayName: `Person "${key}"`, email: `${key}@bench.example` }));
const GROUPS = [{ name: "Staff", members: ["p-1", "p-2"] }];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function system(config: Partial<SystemConfig>): ScimSystem {
  return new ScimSystem({ name: "One", people: PEOPLE, groups: GROUPS, ...config });
}

function user(of: ScimSystem, key: string) {
  const found = [...of.store.users.values()].find(({ externalId }) => externalId === key);
  if (found === undefined) throw new Error(`no account of ${key}`);
  return found;
}

test("a liar that lies about one account does what it is told with the others", () => {
  const one = system({ behaviour: "lying", liesAbout: ["p-1"] });
  const [staff] = [...one.store.groups.values()];
  for (const key of ["p-1", "p-2"]) {
    one.setActive(user(one, key), false);
    if (staff !== undefined) one.leave(staff, user(one, key).id);
  }
  expect([user(one, "p-1").active, user(one, "p-2").active]).toEqual([true, false]);
  expect([...(staff?.members ?? [])]).toEqual([user(one, "p-1").id]);
});

test("accounts come back each after its own time, and only those that are to", () => {
  const one = system({ behaviour: "reviving", revives: { "p-1": 30 } });
  for (const key of ["p-1", "p-2"]) one.setActive(user(one, key), false);
  vi.advanceTimersByTime(29_000);
  expect(user(one, "p-1").active).toBe(false);
  vi.advanceTimersByTime(1_000);
  expect([user(one, "p-1").active, user(one, "p-2").active]).toEqual([true, false]);
});

test("what was about to come back still does after a restart, at its time", () => {
  const before = system({ behaviour: "reviving", revives: { "p-1": 30 } });
  before.setActive(user(before, "p-1"), false);
  vi.advanceTimersByTime(20_000);
  const after = system({ behaviour: "reviving", revives: { "p-1": 30 } });
  after.restore(before.state());
  before.stop();
  expect(user(after, "p-1").active).toBe(false);
  vi.advanceTimersByTime(10_000);
  expect(user(after, "p-1").active).toBe(true);
});

test("a hidden account is in no list until it is shown, under the identifier it always had, and stays shown", () => {
  const one = system({ hides: ["p-1"] });
  expect(one.store.users.size).toBe(1);
  expect(byHand(one, "GET", "/export/users.csv")?.body).not.toContain("p-1");
  expect(byHand(one, "POST", "/console/show/p-1")?.status).toBe(204);
  expect(user(one, "p-1").id).toBe(user(system({}), "p-1").id);
  const again = system({ hides: ["p-1"] });
  again.restore(one.state());
  expect(again.store.users.size).toBe(2);
});

test("a token that ended is refused, and after a restart too, until the system is reset", () => {
  const one = system({ token: "a-long-token" });
  expect(one.accepts("Bearer a-long-token")).toBe(true);
  byHand(one, "POST", "/console/end-token");
  expect(one.accepts("Bearer a-long-token")).toBe(false);
  const again = system({ token: "a-long-token" });
  again.restore(one.state());
  expect(again.accepts("Bearer a-long-token")).toBe(false);
  again.reset();
  expect(again.accepts("Bearer a-long-token")).toBe(true);
});

test("what is switched in the console is what its list says, quoted as CSV", () => {
  const one = system({ behaviour: "lying" });
  byHand(one, "POST", "/console/switch-off/p-1");
  const list = byHand(one, "GET", "/export/users.csv");
  expect(list?.type).toContain("text/csv");
  expect(list?.body.split("\r\n")).toHaveLength(3);
  expect(list?.body).toMatch(/"p-1@bench\.example","Person ""p-1""","Deactivated"/);
  byHand(one, "POST", "/console/switch-on/p-1");
  expect(byHand(one, "GET", "/export/users.csv")?.body).not.toContain("Deactivated");
  expect([byHand(one, "GET", "/console/end-token"), byHand(one, "POST", "/export/users.csv")]).toEqual([null, null]);
});

test("every change is a reason to keep the state, also one that no request made", () => {
  const one = system({ hides: ["p-1"] });
  const before = one.changes;
  for (const what of ["show/p-1", "switch-off/p-2", "end-token"]) byHand(one, "POST", `/console/${what}`);
  expect(one.changes).toBe(before + 3);
});
