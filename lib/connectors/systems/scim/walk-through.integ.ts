import { afterAll, beforeAll, expect, test } from "vitest";
import type { Claim } from "../../../core/access/claim.ts";
import type { Goal } from "../../../core/access/goal.ts";
import type { Layer } from "../../../core/access/layer.ts";
import type { Observation } from "../../../core/access/observation.ts";
import { verdict } from "../../../core/access/verdict.ts";
import { VERDICT_REASON_WORD } from "../../../core/access/verdict-reason.ts";
import { instant, MINUTE } from "../../../core/instant.ts";
import type { WalkStepView } from "../../../core/views/runbook.ts";
import type { Connection, Exchange, Look, RevokeResult, Target } from "../../contract.ts";
import { type FaultProxy, startFaultProxy } from "../../testing/fault-proxy.ts";
import { startScimmy } from "../../testing/servers/scimmy.ts";
import type { RealScimServer } from "../../testing/servers/server.ts";
import { scimConnector } from "./index.ts";

// What the runbook shows is recorded here, from a real server, and compared again at every run: `vitest -u` writes it.
const RECORD = "../../../../components/runbook/scim-walk.json";
const signal = new AbortController().signal;
const MAIL = "mia.berg@example.com";

let server: RealScimServer;
let proxy: FaultProxy;
let connection: Required<Connection>;
let id: string;
let otherId: string;
let groupId: string;

beforeAll(async () => {
  server = await startScimmy();
  id = await server.createUser({ userName: MAIL, email: MAIL, externalId: "E-1041" });
  otherId = await server.createUser({ userName: "leo@example.com", email: "leo@example.com", externalId: "E-7" });
  groupId = await server.createGroup("Payables", [id, otherId]);
  proxy = await startFaultProxy(server.baseUrl);
  const parsed = scimConnector.parseConfig({ baseUrl: proxy.baseUrl });
  if (!parsed.ok) throw new Error(parsed.problems.join(" "));
  const options = { config: parsed.config, secrets: { token: server.token }, dialect: {}, connectionsMax: 1 };
  // The conformance suite proves that every method is there.
  connection = scimConnector.open({ ...options, allowPrivateTargets: ["127.0.0.0/8"] }) as Required<Connection>;
});
afterAll(async () => {
  await connection.close();
  await proxy.close();
  await server.close();
});

/** Ids and the address of this run, by names that every run shares. */
function named(text: string): string {
  return text
    .replaceAll(new URL(proxy.baseUrl).origin, "https://crm.example.com")
    .replaceAll(new URL(server.baseUrl).origin, "https://crm.example.com")
    .replace(new RegExp(`\\b${id}\\b`, "g"), "2819c223")
    .replace(new RegExp(`\\b${groupId}\\b`, "g"), "e9e30dba")
    .replace(/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, "2026-03-31T18:00:00Z")
    .replace(new RegExp(`\\b${otherId}\\b`, "g"), "7c1e0a55");
}

const pretty = (body: string | null) =>
  body === null || body === "" ? null : JSON.stringify(JSON.parse(named(body)), null, 2);

function shown({ method, url, requestBody, status, body }: Exchange) {
  const path = named(url).replace("https://crm.example.com", "");
  return {
    method,
    path: decodeURIComponent(path),
    requestBody: pretty(requestBody),
    status: status ?? 0,
    body: pretty(body),
  };
}

/** One item and what was said and seen of it; a minute passes with each step. */
class Item {
  readonly target: Target;
  readonly goal: Goal;
  readonly layer: Layer;
  readonly claims: Claim[] = [];
  readonly looks: Observation[] = [];
  now = 1;

  constructor(target: Target, goal: Goal) {
    this.target = target;
    this.layer = target.layer;
    this.goal = goal;
  }

  saw(look: Pick<Look, "presence" | "completeness" | "facts">) {
    const at = instant(this.now * MINUTE);
    this.looks.push({ ...look, startedAt: at, endedAt: at, independence: "same_credential", origin: "direct_read" });
  }

  said({ outcome }: RevokeResult) {
    expect(outcome.kind).toBe("accepted");
    this.claims.push({ state: "removed", source: "connector", at: instant(this.now * MINUTE), actor: "scim" });
  }

  judged() {
    const { key, reason } = verdict({
      layer: this.layer,
      goal: this.goal,
      tier: 1,
      effectiveAt: instant(0),
      dueAt: instant(1440 * MINUTE),
      foundAt: instant(0),
      inventoriedAt: instant(MINUTE),
      createdAt: null,
      acting: false,
      closedAt: null,
      coverage: {
        exists: "yes",
        existsUntil: null,
        observe: "connector",
        act: "connector",
        freshness: 0,
        staleAfter: 1440 * MINUTE,
      },
      minIndependence: "same_credential",
      claims: this.claims,
      observations: this.looks,
      attestations: [],
      exception: null,
      hold: null,
      siblings: [],
      now: instant((this.now + 1) * MINUTE),
    });
    this.now += 1;
    return { verdict: key, because: VERDICT_REASON_WORD[reason] };
  }
}

async function looked(item: Item, title: string, text: string): Promise<WalkStepView> {
  const look = await connection.observe(item.target, signal);
  item.saw(look);
  const reported = `Seen: ${look.presence}, by ${look.completeness === "lookup" ? "a look-up by id" : look.completeness}`;
  return { title, text, kind: "look", exchanges: look.exchanges.map(shown), reported, ...item.judged() };
}

async function acted(item: Item, title: string, text: string): Promise<WalkStepView> {
  const result = await connection.revoke(item.target, item.goal, signal);
  item.said(result);
  const reported = `Claimed: ${result.outcome.kind}`;
  return { title, text, kind: "act", exchanges: result.exchanges.map(shown), reported, ...item.judged() };
}

test("the walk that the runbook shows is what a real server answers today, verdict by verdict", async () => {
  const account = new Item({ layer: "account", accountNativeId: id, nativeKey: id }, "disabled");
  const member = new Item(
    { layer: "group", accountNativeId: id, nativeKey: groupId, before: { listed: true, members: 2 } },
    "absent",
  );
  const found = await connection.findAccounts({ userNames: [MAIL], emails: [MAIL], externalIds: ["E-1041"] }, signal);
  expect(found.rows.map(({ nativeId }) => nativeId)).toEqual([id]);
  account.saw({ presence: "active", completeness: "complete", facts: {} });
  const steps: WalkStepView[] = [
    {
      title: "Find the account",
      text: "Before anything is touched, by every key that is known of the person.",
      kind: "look",
      exchanges: found.exchanges.map(shown),
      reported: "Seen: active, by a search read to its end",
      ...account.judged(),
    },
  ];
  proxy.inject("no_effect", { method: "PATCH" });
  steps.push(
    await acted(
      account,
      "Disable it: 200, and nothing changed",
      "The answer even shows what was asked for. It is a claim like any other.",
    ),
  );
  proxy.clear();
  steps.push(
    await looked(
      account,
      "Look again: it is still active",
      "The look began after the claim, so the claim is contradicted: a false closure, caught.",
    ),
  );
  steps.push(
    await acted(
      account,
      "Disable it once more",
      "This time the server does what it says. The answer proves no more than the one before: what was seen last stands.",
    ),
  );
  steps.push(
    await looked(
      account,
      "Look again: disabled",
      "Seen after the last claim, by id. With a session or key alive it would read Latent.",
    ),
  );
  member.saw({ presence: "active", completeness: "lookup", facts: {} });
  member.judged();
  steps.push(
    await acted(
      member,
      "Take it out of the group",
      "Groups are a layer of their own: a disabled account that stays a member has its access back when it is enabled.",
    ),
  );
  steps.push(await looked(member, "Look again: not a member", "Read from the group itself."));
  expect(steps.map((step) => step.verdict)).toEqual([
    "not_started",
    "reported_removed",
    "still_present",
    "still_present",
    "verified_disabled",
    "reported_removed",
    "verified_removed",
  ]);
  await expect(`${JSON.stringify({ server: server.name, steps }, null, 2)}\n`).toMatchFileSnapshot(RECORD);
});
