import { afterEach, beforeEach, expect, test } from "vitest";
import { instant } from "../../../core/instant.ts";
import type { Connection, Look, Target } from "../../contract.ts";
import { opened } from "../../testing/opened.ts";
import { shownAfter } from "../../testing/shown.ts";
import { genericRestConnector } from "./index.ts";
import { SERVICE_TOKEN } from "./testing/service.ts";
import { STORE, startStore } from "./testing/store.ts";

const signal = new AbortController().signal;
const SECRET: Target = { layer: "credential", accountNativeId: "p1", nativeKey: "secret:deploy" };
const OLD = "value-one";
/** When the leaver's last access to the store had ended. */
const readAccessEndedAt = instant(Date.parse("2026-03-31T18:00:00Z") * 1000);
let store: Awaited<ReturnType<typeof startStore>>;
let connection: Required<Connection>;

beforeEach(async () => {
  store = await startStore();
  connection = opened(genericRestConnector, { baseUrl: store.origin, definition: STORE }, { token: SERVICE_TOKEN });
});
afterEach(async () => {
  await connection.close();
  await store.close();
});

function secret() {
  const found = store.state.secrets.get("deploy");
  if (found === undefined) throw new Error("The store holds a secret deploy.");
  return found;
}

const rotate = (setAt: string) => secret().versions.push({ value: "value-two", setAt });

/** The verdict after a look, with what trying the old value at the gate showed. */
async function shown(look: Look, tried: boolean): Promise<string> {
  const { status } = await fetch(`${store.origin}/gate`, { headers: { authorization: OLD } });
  const facts = tried ? { ...look.facts, oldSecretRefused: status === 401 } : look.facts;
  return shownAfter("credential", "invalidated", ["reported", { ...look, facts }], { readAccessEndedAt });
}

test("what a person may read is listed with the time at which the store says it was set", async () => {
  const access = await connection.listAccess(["p1", "p2"], signal);
  const facts = { issuedAt: instant(Date.parse("2026-01-01T00:00:00Z") * 1000) };
  expect(access).toMatchObject({ complete: true, rows: [{ ...SECRET, facts }] });
  expect(access.rows).toHaveLength(1);
});

test("a secret whose reader lost the right to read it is known still, and reads Still present", async () => {
  secret().readers.clear();
  const look = await connection.observe(SECRET, signal);
  expect([look.presence, await shown(look, false)]).toEqual(["active", "still_present"]);
});

test("a new version alone proves nothing; set after the last read and the old value refused, it reads Verified rotated", async () => {
  rotate("2026-03-31T18:00:01Z");
  const look = await connection.observe(SECRET, signal);
  expect([await shown(look, false), await shown(look, true)]).toEqual(["cannot_check", "verified_rotated"]);
  store.state.takesOld = true;
  expect(await shown(await connection.observe(SECRET, signal), true)).toBe("still_present");
});

test("a version that was set while the leaver could read it proves nothing, though the old value is refused", async () => {
  rotate("2026-03-31T17:59:59Z");
  expect(await shown(await connection.observe(SECRET, signal), true)).toBe("still_present");
});

test("a secret that the store destroyed or forgot is unknown: what it opens may go on taking its value", async () => {
  const seen: unknown[] = [];
  for (const end of [() => secret().versions.splice(0), () => store.state.secrets.clear()]) {
    end();
    const look = await connection.observe(SECRET, signal);
    seen.push(
      look.presence,
      look.findings?.map(({ code }) => code),
      await shown(look, false),
    );
  }
  expect(seen).toEqual(["unknown", ["none_found"], "cannot_check", "unknown", ["none_found"], "cannot_check"]);
});
