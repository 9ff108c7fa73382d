import { realTarget } from "#scripts/real-targets/real-target.mjs";
import type { Connection, OpenOptions } from "../../../contract.ts";
import { opened } from "../../../testing/opened.ts";
import { keycloakConnector } from "../index.ts";

export const target = await realTarget("keycloak");
/** Why it could not be started; empty where it runs. */
export const why = target.runs ? "" : target.why;
export const BASE_URL = `http://127.0.0.1:${target.runs ? target.ports["http"] : 0}`;
export const SECRETS = { clientSecret: "test-secret-of-closeout" };
export const PASSWORD = "test-password-of-mia";
const CRM = { client_id: "crm", client_secret: "test-secret-of-crm" };
const FORM = { "content-type": "application/x-www-form-urlencoded" };

export interface Tokens {
  readonly status: number;
  readonly refresh: string;
}

async function token(realm: string, form: Readonly<Record<string, string>>) {
  const url = `${BASE_URL}/realms/${realm}/protocol/openid-connect/token`;
  const answer = await fetch(url, { method: "POST", headers: FORM, body: new URLSearchParams(form).toString() });
  return { status: answer.status, json: Object(await answer.json()) };
}

/** One plain call of the test's own as the server's first administrator. @returns the answer, or the new thing's id */
export async function asAdmin(method: string, path: string, body?: unknown): Promise<unknown> {
  const password = target.runs ? target.values["password"] : "";
  const form = { grant_type: "password", client_id: "admin-cli", username: "admin", password: password ?? "" };
  const { json } = await token("master", form);
  const bearer = { authorization: `Bearer ${Reflect.get(json, "access_token")}`, "content-type": "application/json" };
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`${BASE_URL}/admin/realms${path}`, { method, headers: bearer, ...init });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text === "" ? (answer.headers.get("location")?.split("/").at(-1) ?? "") : JSON.parse(text);
}

/** Signs in with a password at the client crm. */
export async function signIn(realm: string, username: string, scope = "openid", password = PASSWORD): Promise<Tokens> {
  const { status, json } = await token(realm, { ...CRM, grant_type: "password", username, password, scope });
  return { status, refresh: String(Reflect.get(json, "refresh_token")) };
}

/** Whether a refresh token still gives access. */
export async function refreshes(realm: string, refresh: string): Promise<boolean> {
  return (await token(realm, { ...CRM, grant_type: "refresh_token", refresh_token: refresh })).status === 200;
}

/** A realm with two clients: Closeout's, with these roles of realm-management, and an application's. */
export async function makeRealm(realm: string, roles = ["view-users", "view-clients", "view-realm", "manage-users"]) {
  await asAdmin("POST", "", {
    realm,
    enabled: true,
    bruteForceProtected: true,
    failureFactor: 2,
    waitIncrementSeconds: 900,
  });
  const plain = { directAccessGrantsEnabled: true, redirectUris: ["https://crm.acme.example/*"] };
  await asAdmin("POST", `/${realm}/clients`, { clientId: "crm", secret: CRM.client_secret, ...plain });
  await makeLooker(realm, "closeout", roles);
}

export async function makeLooker(realm: string, clientId: string, roles: readonly string[]): Promise<void> {
  const client = { clientId, secret: SECRETS.clientSecret, serviceAccountsEnabled: true, standardFlowEnabled: false };
  const id = await asAdmin("POST", `/${realm}/clients`, client);
  const user = Reflect.get(Object(await asAdmin("GET", `/${realm}/clients/${id}/service-account-user`)), "id");
  const [management] = (await asAdmin("GET", `/${realm}/clients?clientId=realm-management`)) as { id: string }[];
  const path = `/${realm}/users/${user}/role-mappings/clients/${management?.id}`;
  const all = (await asAdmin("GET", `${path}/available`)) as { name: string }[];
  await asAdmin(
    "POST",
    path,
    all.filter(({ name }) => roles.includes(name)),
  );
}

export async function makeUser(realm: string, username: string, more: object = {}): Promise<string> {
  const credentials = [{ type: "password", value: PASSWORD }];
  const names = { firstName: "Test", lastName: username, email: `${username}@acme.example`, emailVerified: true };
  return String(await asAdmin("POST", `/${realm}/users`, { username, enabled: true, ...names, credentials, ...more }));
}

export function open(
  realm: string,
  config: object = {},
  secrets: Readonly<Record<string, string>> = SECRETS,
  options: Partial<OpenOptions> = {},
): Required<Connection> {
  const settings = { baseUrl: BASE_URL, realm, clientId: "closeout", ...config };
  return opened(keycloakConnector, settings, secrets, options);
}
