/**
 * Brings the demo company in through the public API, as a customer's own script would: people, systems, leavers.
 * Safe to repeat. Environment: CLOSEOUT_URL, CLOSEOUT_TOKEN, CLOSEOUT_DEMO_FILE (written by systems.ts).
 */
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { DEMO_PEOPLE, type DemoPerson } from "./people.ts";

const url = needed("CLOSEOUT_URL");
const token = needed("CLOSEOUT_TOKEN");
const file = needed("CLOSEOUT_DEMO_FILE");

interface DemoSystem {
  readonly name: string;
  readonly baseUrl: string;
  readonly token: string;
  readonly tier: number;
  readonly owner: string | null;
}

/** What is stated of layers that SCIM does not show. Of one system nobody has said anything yet: Cannot check. */
const STATED_ABSENT = ["session", "credential", "entitlement", "delegation", "machine_identity", "custody"];
const STATED = Object.fromEntries(STATED_ABSENT.map((layer) => [layer, { exists: "no" }]));
const NOTHING_STATED_OF = new Set(["Harbour CRM"]);
/** Nobody answers for it yet: the screen says so in red. */
const UNOWNED = new Set(["Partner portal"]);

const systems = await readSystems();
await post("/api/v1/identities", { identities: DEMO_PEOPLE.map(identityOf) });
for (const system of systems) await register(system);
await post("/api/v1/lifecycle-events", { events: leavers().map(eventOf) });

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

async function readSystems(): Promise<readonly DemoSystem[]> {
  for (let tries = 0; tries < 100 && !existsSync(file); tries += 1) await pause(100);
  return JSON.parse(readFileSync(file, "utf8")).systems;
}

function identityOf(person: DemoPerson) {
  const { key, displayName, email, manager, timeZone } = person;
  return {
    personKey: key,
    displayName,
    emails: [email],
    zone: timeZone,
    ...(manager === null ? {} : { managerKey: manager }),
  };
}

async function register(system: DemoSystem): Promise<void> {
  const slug = system.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  const answer = await call("/api/v1/systems", {
    slug,
    name: system.name,
    tier: system.tier,
    connector: "scim",
    config: { baseUrl: system.baseUrl },
    secrets: { token: system.token },
    layers: NOTHING_STATED_OF.has(system.name) ? {} : STATED,
    acting: true,
    ...(system.owner === null || UNOWNED.has(system.name) ? {} : { ownerKey: system.owner }),
  });
  const body = await answer.json();
  // Taken already: this is not the first start.
  if (body.error?.path === "slug") return;
  if (!answer.ok) throw new Error(`registering ${system.name}: ${answer.status} ${JSON.stringify(body)}`);
  const { id } = body;
  await post(`/api/v1/systems/${id}/check`, {});
}

/** Ordinary people of several departments and zones; heads stay, since they own the systems. */
function leavers(): readonly DemoPerson[] {
  return DEMO_PEOPLE.filter((person) => person.manager !== null && person.manager !== "H-1001").slice(0, 8);
}

function eventOf(person: DemoPerson, place: number) {
  const hours = [1, 3, 30, 6, 52, 2, 12, -26][place] ?? 4;
  const at = new Date(Date.now() - hours * 3_600_000);
  return {
    source: "Halden HR",
    eventId: `halden-2026-${person.key}`,
    kind: person.kind === "employee" ? "leaver" : "contract_end",
    personKey: person.key,
    effectiveAt:
      place === 4
        ? localDate(at, person.timeZone)
        : `${localDate(at, person.timeZone)}T${localTime(at, person.timeZone)}`,
    zone: person.timeZone,
  };
}

function localDate(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(at);
}

function localTime(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(at);
}

async function post(path: string, body: unknown): Promise<unknown> {
  const answer = await call(path, body);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  return JSON.parse(text);
}

function call(path: string, body: unknown): Promise<Response> {
  return fetch(`${url}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}
