import { expect, test } from "@playwright/test";
import { closeout } from "../../support/closeout.ts";

let base = "";
let token = "";
let auditor = "";
let number = "";
const mark = Date.now().toString(36);
const leaver = `left-${mark}`;

test.beforeAll(async ({ baseURL }) => {
  base = baseURL ?? "";
  token = await closeout("token", "create", "--role", "administrator", "--name", "Lists");
  auditor = await closeout("token", "create", "--role", "auditor", "--name", "Lists");
  await json("/api/v1/identities", {
    identities: [leaver, `stays-${mark}`].map((key) => ({
      personKey: key,
      displayName: key,
      emails: [`${key}@example.com`],
    })),
  });
  const event = { source: `lists-${mark}`, eventId: "1", personKey: leaver, effectiveAt: "2026-01-31", zone: "UTC" };
  const recorded = await json("/api/v1/lifecycle-events", event);
  expect(recorded.status).toBe(201);
  number = recorded.json.leaver;
});

const headers = (more: Readonly<Record<string, string>> = {}) => ({ authorization: `Bearer ${token}`, ...more });

async function json(path: string, body: unknown) {
  const answer = await fetch(new URL(path, base), {
    method: "POST",
    headers: headers({ "content-type": "application/json" }),
    body: JSON.stringify(body),
  });
  return { status: answer.status, json: await answer.json() };
}

async function system(): Promise<string> {
  const slug = `lists-${crypto.randomUUID().slice(0, 8)}`;
  const layers = { account: { exists: "yes", observe: "snapshot" } };
  const registered = await json("/api/v1/systems", { slug, name: "Lists", layers });
  expect(registered.status).toBe(201);
  return registered.json.id;
}

const FILE = `User ID;E-Mail;Status\r\n1;${leaver}@example.com;Aktiv\r\n2;stays-${mark}@example.com;Aktiv\r\n`;
const STATED = {
  kind: "users",
  extractor: "An administrator",
  query: "All users",
  extractedAt: new Date(Date.now() - 60_000).toISOString(),
  zone: "UTC",
  complete: "true",
  statedRows: "2",
};

/** What must be answered for. Others who have left may be under way whom this list cannot name: that is only told. */
function asked(findings: readonly { readonly code: string; readonly weight: string }[]): string[] {
  return findings.filter((one) => one.weight !== "tell").map((one) => one.code);
}

test("a list sent as it is becomes an observation, once it is accepted", async () => {
  const id = await system();
  const path = `/api/v1/systems/${id}/snapshots`;
  const sent = await fetch(new URL(`${path}?${new URLSearchParams(STATED)}`, base), {
    method: "POST",
    headers: headers({ "content-type": "text/csv", "idempotency-key": crypto.randomUUID() }),
    body: FILE,
  });
  const read = await sent.json();
  expect(sent.status, JSON.stringify(read)).toBe(201);
  expect(read).toMatchObject({ rows: 2, matched: 2, concerned: 1, complete: true });
  expect(asked(read.findings)).toEqual([]);
  expect(read.firstRows[0]).toEqual(["1", `${leaver}@example.com`, "Aktiv"]);
  const accepted = await json(`${path}/${read.snapshotId}/accept`, {});
  // Others who have left may be under way: of them the list shows nothing.
  expect([accepted.status, accepted.json.state, accepted.json.leaversFound]).toEqual([200, "accepted", 1]);
  const listed = await (await fetch(new URL(path, base), { headers: headers() })).json();
  expect(listed.snapshots).toMatchObject([{ id: read.snapshotId, state: "accepted", rows: 2, digest: read.digest }]);
  const shown = await (await fetch(new URL(`/api/v1/leavers/${number}`, base), { headers: headers() })).json();
  const row = shown.rows.find((one: { systemId: string }) => one.systemId === id);
  expect(row.cells.find((cell: { layer: string }) => cell.layer === "account").verdict).toBe("still_present");
});

test("a list sent with a form is read like any other; what stands out must be confirmed", async () => {
  const path = `/api/v1/systems/${await system()}/snapshots`;
  const form = new FormData();
  for (const [name, value] of Object.entries(STATED)) form.set(name, value);
  form.set("statedRows", "3");
  form.set("file", new Blob([`${FILE}3;stranger@example.com;Aktiv\r\n`], { type: "text/csv" }), "users.csv");
  const sent = await fetch(new URL(path, base), { method: "POST", headers: headers(), body: form });
  const read = await sent.json();
  expect(sent.status, JSON.stringify(read)).toBe(201);
  expect(asked(read.findings)).toEqual(["rows_unmatched"]);
  expect((await json(`${path}/${read.snapshotId}/accept`, {})).json.error.code).toBe("snapshot_unconfirmed");
  expect((await json(`${path}/${read.snapshotId}/accept`, { confirm: ["rows_unmatched"] })).status).toBe(200);
});

test("an ambiguous key is answered, and a role that may not is refused before its file is read", async () => {
  const path = `/api/v1/systems/${await system()}/snapshots?${new URLSearchParams(STATED)}`;
  const ambiguous = await fetch(new URL(path, base), {
    method: "POST",
    headers: headers(),
    body: "User ID;GUID\n1;2\n",
  });
  expect([ambiguous.status, (await ambiguous.json()).error.code]).toEqual([422, "snapshot_key_ambiguous"]);
  const refused = await fetch(new URL(path, base), {
    method: "POST",
    headers: { authorization: `Bearer ${auditor}` },
    body: FILE,
  });
  expect([refused.status, (await refused.json()).error.code]).toEqual([403, "not_permitted"]);
});
