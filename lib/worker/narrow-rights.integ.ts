import { afterAll, beforeAll, it } from "vitest";
import { OKTA_TOKEN, startOkta } from "#lib/connectors/testing/servers/okta.ts";
import { newId } from "#lib/runtime/ids.ts";
import { recordPeople, reportLeavers } from "./testing/leavers.ts";
import { openStage, type Stage } from "./testing/stage.ts";
import { items } from "./testing/truth.ts";
import { untilEqual } from "./testing/until.ts";

const LOOKED_AT = ["account", "session", "credential", "group", "entitlement", "delegation"];
const MIA = { key: "p-1", displayName: "Mia Berg", email: "mia.berg@acme.example" };

let stage: Stage;
let okta: Awaited<ReturnType<typeof startOkta>>;

beforeAll(async () => {
  stage = await openStage([]);
  okta = await startOkta();
  okta.state.now = new Date().toISOString();
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await okta.close();
});

/** An organisation that is registered with all of Okta's layers, and whose last check could not read factors. */
async function register(): Promise<void> {
  const { sql } = stage.db.superuser;
  const id = newId();
  const config = JSON.stringify({ baseUrl: okta.origin });
  const dialect = JSON.stringify({ unreadable: ["factor"], controlAccountId: "00u2leo" });
  await sql`insert into system (id, slug, name, tier, connector, config, dialect, acting, created_at)
    values (${id}, 'okta', 'Okta', 1, 'okta', ${config}::text::jsonb, ${dialect}::text::jsonb, true, now())`;
  await sql`insert into target_budget (system_id, in_flight_max) values (${id}, 8)`;
  await sql`insert into system_secret (system_id, name, sealed, created_at)
    values (${id}, 'token', ${stage.seal(id, "token", OKTA_TOKEN)}, now())`;
  for (const layer of LOOKED_AT)
    await sql`insert into system_layer values (${id}, ${layer}, 'yes', null, null, 'connector', 'connector', 0, 86400000000)`;
  for (const layer of ["machine_identity", "custody"])
    await sql`insert into system_layer values (${id}, ${layer}, 'no', null, 'owner', 'none', 'none', 0, 86400000000)`;
}

async function verdicts(): Promise<Readonly<Record<string, string>>> {
  const rows = await items(stage);
  return Object.fromEntries(rows.map(({ layer, nativeKey, key }) => [`${layer} ${nativeKey}`.trim(), key]));
}

it("a layer that the credential cannot read reads Cannot check, however well the others were read", async () => {
  okta.state.forbidden = "/factors";
  await register();
  await recordPeople(stage, [MIA]);
  await reportLeavers(stage, [MIA.key]);
  await stage.startEngine();
  await untilEqual(verdicts, {
    // Sessions may live on, and nobody knows of factors: either could bring the account's access back.
    "account 00u1mia": "latent",
    "session sessions:all": "expires_by",
    credential: "cannot_check",
    "group group:00g1pay": "verified_removed",
    "group group:00g2ops": "latent",
    "entitlement app:0oa1crm": "verified_removed",
    "entitlement app:0oa2hr": "still_present",
    "entitlement role:ra1": "verified_removed",
    "delegation grant:oag1": "verified_removed",
    "delegation client-token:0oacli/oar1": "verified_removed",
  });
}, 120_000);
