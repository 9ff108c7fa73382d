import { afterEach, beforeEach, expect, it } from "vitest";
import { loadFacts } from "#db/queries/verdicts/load-facts.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import { startVault, VAULT_TOKEN, type VaultServer } from "#lib/connectors/testing/servers/vault.ts";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { dispatchNow } from "#lib/use-cases/leaver/dispatch-now.ts";
import { verifyLeaver } from "#lib/use-cases/leaver/verify-leaver.ts";
import { rebuildVerdicts } from "#lib/use-cases/projections/rebuild.ts";
import { recordPeople, reportLeavers } from "./testing/leavers.ts";
import { ledgerFaults } from "./testing/ledger.ts";
import { registerSystem } from "./testing/register-system.ts";
import { openStage, type Stage } from "./testing/stage.ts";
import { items } from "./testing/truth.ts";
import { until } from "./testing/until.ts";

const SEED = { key: "mia", displayName: "Mia Berg", email: "mia.berg@acme.example" };
const SHOP = "secret:secret/apps/shop";
const DESK = "secret:secret/apps/desk";
const ACCOUNT = "e1";

let stage: Stage;
let store: VaultServer;
let caseId: string;

beforeEach(async () => {
  store = await startVault();
  stage = await openStage([]);
  const config = { signInPolicies: ["apps"], formerPolicies: ["apps"], acceptedFromHere: ["secret/apps"] };
  const lookedAt = ["account", "session", "credential", "group", "entitlement"] as const;
  const connected = { connector: "vault", config, lookedAt };
  const target = { name: "Vault", slug: "vault", token: VAULT_TOKEN, baseUrl: store.origin, connected };
  await registerSystem(stage.db, stage.seal, target);
  await recordPeople(stage, [SEED]);
});
afterEach(async () => {
  await stage[Symbol.asyncDispose]();
  await store.close();
});

/** A new value at the store, by the store's clock; nothing of what it held before is left. */
function rotate(path: string): void {
  for (const version of store.state.secrets.get(path) ?? []) version.destroyed = true;
  store.write(path, crypto.randomUUID());
}

/** What Vault lets nobody take off one at a time is the owner's to end: membership and policies. */
function takeOff(): void {
  store.state.groups.get("g1")?.members.delete("e1");
  Object.assign(store.state.entities.get(ACCOUNT) ?? {}, { policies: [] });
}

async function signIn(): Promise<void> {
  await fetch(`${store.origin}/v1/auth/userpass/login/mia.berg`, { method: "POST" });
}

async function verdicts(): Promise<Record<string, string>> {
  return Object.fromEntries((await items(stage)).map(({ nativeKey, key }) => [nativeKey, key]));
}

async function ask(command: typeof verifyLeaver | typeof dispatchNow): Promise<void> {
  const asked = await execute(stage.web, command, { leaverId: caseId }, { idempotencyKey: null });
  expect(asked.ok).toBe(true);
}

function reads(what: string, wanted: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const isAs = (seen: Record<string, string>) =>
    Object.entries(wanted).every(([key, verdict]) => seen[key] === verdict);
  return until(what, verdicts, isAs, 30_000);
}

/** The leaver's account is off, their sign-in deleted and their token ended; all of it seen. */
async function leave(): Promise<void> {
  caseId = (await reportLeavers(stage, [SEED.key])).get(SEED.key) ?? "";
  await stage.startEngine();
  await reads("the account is off", { [ACCOUNT]: "verified_disabled" });
}

/** Keys that an item ever had, in order. */
async function history(nativeKey: string): Promise<string[]> {
  const rows = await stage.db.superuser.sql<{ key: string }[]>`
    select h.key from verdict_change h join case_item i on i.id = h.item_id join profile_access p on p.access_id = i.access_id
    where p.native_key = ${nativeKey} order by h.at, h.id`;
  return rows.map(({ key }) => key);
}

it("of two secrets that a leaver could read the one set anew after they were off is Verified rotated, the one set anew before stays open", async () => {
  await signIn();
  rotate("apps/desk");
  await leave();
  expect(await verdicts()).toMatchObject({ [SHOP]: "still_present", [DESK]: "still_present" });
  rotate("apps/shop");
  await ask(verifyLeaver);
  await reads("rotated", { [SHOP]: "verified_rotated", [DESK]: "still_present" });
  expect(await history(DESK)).not.toContain("verified_rotated");
  const rebuilt = await rebuildVerdicts({ ...stage.worker, actor: stage.web.actor });
  expect(rebuilt).toMatchObject({ ok: true, value: { different: 0 } });
  expect(await ledgerFaults(stage)).toEqual([]);
});

it("a restored account takes the green away again, and off once more what was set before that is open", async () => {
  await leave();
  rotate("apps/shop");
  await ask(verifyLeaver);
  await reads("rotated", { [SHOP]: "verified_rotated" });
  const { sql } = stage.db.superuser;
  await sql`update system set acting = false`;
  Object.assign(store.state.entities.get("e1") ?? {}, { disabled: false });
  await ask(verifyLeaver);
  await reads("back", { [ACCOUNT]: "came_back", [SHOP]: "cannot_check" });
  await sql`update system set acting = true`;
  await ask(dispatchNow);
  await reads("off again", { [ACCOUNT]: "verified_disabled", [SHOP]: "still_present" });
  rotate("apps/shop");
  await ask(verifyLeaver);
  await reads("rotated again", { [SHOP]: "verified_rotated" });
});

it("whatever is derived of one way in is derived of the secrets in the same breath, and a group is no way in", async () => {
  await leave();
  const all = await items(stage);
  const along = async (nativeKey: string) => {
    const asked = all.filter((row) => row.nativeKey === nativeKey).map(({ id }) => id);
    const facts = await withTx(stage.db.worker, ALL_ROWS, "read", (tx) => loadFacts(tx, asked));
    const ids = new Set(facts.items.map(({ id }) => id));
    return all.filter(({ id }) => ids.has(id)).map((row) => row.nativeKey);
  };
  for (const way of [ACCOUNT, "login:auth/userpass/mia.berg", SHOP])
    expect(await along(way)).toEqual(expect.arrayContaining([ACCOUNT, SHOP, DESK]));
  expect(await along("group:g1")).toEqual(["group:g1"]);
});

it("as long as one way in is not known to have ended nothing is rotated, and the account's own verdict waits for no secret", async () => {
  const { sql } = stage.db.superuser;
  await sql`update system_layer set exists = 'unknown', observe = 'none' where layer = 'machine_identity'`;
  await leave();
  rotate("apps/shop");
  rotate("apps/desk");
  await ask(verifyLeaver);
  await reads("looked at", { [SHOP]: "cannot_check", [DESK]: "cannot_check", [ACCOUNT]: "verified_disabled" });
  expect(await history(SHOP)).not.toContain("verified_rotated");
});

it("rotated holds through the reading before closing, which lists the secrets once more, and the case closes", async () => {
  takeOff();
  await leave();
  rotate("apps/shop");
  rotate("apps/desk");
  await ask(verifyLeaver);
  const state = async () => {
    const [row] = await stage.db.superuser.sql`select state, outcome from leaver_case where id = ${caseId}`;
    return row?.["outcome"] ?? row?.["state"];
  };
  await until("closed", state, (seen) => seen === "closed_verified", 30_000);
  expect(await verdicts()).toMatchObject({ [SHOP]: "verified_rotated", [DESK]: "verified_rotated" });
  const listings = store.seen.filter((asked) => asked === "GET /v1/secret/metadata/");
  expect(listings.length).toBeGreaterThan(1);
});

it("a token that the inventory did not see is found by the reading before closing: what was rotated before it ended is open", async () => {
  takeOff();
  await leave();
  const plain = { entityId: "e1", path: "auth/userpass/login/mia.berg", policies: [] };
  store.state.tokens.set("hvs.late", { ...plain, accessor: "acc-late" });
  rotate("apps/shop");
  rotate("apps/desk");
  await ask(verifyLeaver);
  await reads("found and ended", {
    "token:acc-late": "verified_removed",
    [SHOP]: "still_present",
    [DESK]: "still_present",
  });
  rotate("apps/shop");
  await ask(verifyLeaver);
  await reads("rotated", { [SHOP]: "verified_rotated", [DESK]: "still_present" });
});
