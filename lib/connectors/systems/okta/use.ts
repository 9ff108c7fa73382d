import type { LogRequest, SeenUse } from "../../contract-records.ts";
import { segment } from "../../kit/json.ts";
import type { RecordsRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { OktaConfig } from "./config.ts";
import { beginGrants, grantsPlace, readGrants } from "./grants.ts";
import { oktaList } from "./lists.ts";
import { logPage } from "./log.ts";
import { type OktaEvent, readApp, readAssigned } from "./schema.ts";

/** Okta's own applications: everybody has them, and they are Okta. */
const OWN = new Set([
  "Okta Admin Console",
  "Okta Dashboard",
  "Okta Browser Plugin",
  "Okta Workflows",
  "Okta Access Requests",
]);

/**
 * Applications that people signed in to through Okta, page by page of the System Log; once that is read to its end, the
 * applications that are assigned to anybody, and then what people let applications do for them, a page of people a read.
 * Each person, application and day is one row.
 */
export async function readUse(config: OktaConfig, request: LogRequest, trail: Trail): Promise<RecordsRead<SeenUse>> {
  const round = grantsPlace(request.cursor);
  if (round !== null) return readGrants(config, round, trail);
  const { events, next, complete } = await logPage(config, request, ["user.authentication.sso"], trail);
  const rows = events.map(signIn).filter((one) => one !== null);
  if (!complete || events.length > 0) return { rows, next, more: complete, complete };
  const assigned = await assignments(config, trail);
  if (!assigned.complete) return { rows: assigned.rows, next, more: false, complete: false };
  return { rows: assigned.rows, next: beginGrants(next), more: true, complete: true };
}

function signIn({ published, outcome, actor, target }: OktaEvent): SeenUse | null {
  const app = target?.find(({ type }) => type === "AppInstance");
  if (outcome?.result !== "SUCCESS" || !app?.displayName || OWN.has(app.displayName)) return null;
  const person = actor?.alternateId || null;
  const rowId = `sso ${app.id ?? app.displayName} ${person} ${published.slice(0, 10)}`;
  return { channel: "sign_in", name: app.displayName, domain: null, person, seenAt: published, scope: null, rowId };
}

async function assignments(config: OktaConfig, trail: Trail): Promise<Pick<RecordsRead<SeenUse>, "rows" | "complete">> {
  const filter = encodeURIComponent('status eq "ACTIVE"');
  const apps = await oktaList(config, trail, `/api/v1/apps?filter=${filter}&limit=200`, readApp, ({ id }) => id);
  const rows: SeenUse[] = [];
  let { complete } = apps;
  for (const { id, label } of apps.rows) {
    if (!label || OWN.has(label)) continue;
    const path = `/api/v1/apps/${segment(id)}/users?expand=user&limit=500`;
    const users = await oktaList(config, trail, path, readAssigned, (user) => user.id);
    if (!users.complete) complete = false;
    for (const { id: user, created, credentials, profile, _embedded } of users.rows) {
      const own = _embedded?.user?.profile;
      const person = own?.login || own?.email || profile?.email || credentials?.userName || null;
      const rowId = `assigned ${id} ${user}`;
      rows.push({
        channel: "assignment",
        name: label,
        domain: null,
        person,
        seenAt: created ?? null,
        scope: null,
        rowId,
      });
    }
  }
  return { rows, complete };
}
