import { realTarget } from "#scripts/real-targets/real-target.mjs";
import type { Connection, OpenOptions } from "../../../contract.ts";
import { signatureHeaders } from "../../../kit/aws/sign.ts";
import { opened } from "../../../testing/opened.ts";
import { awsIdentityCenterConnector } from "../index.ts";

export const target = await realTarget("moto");
/** Why it could not be started; empty where it runs. */
export const why = target.runs ? "" : target.why;
export const MOTO = `http://127.0.0.1:${target.runs ? target.ports["aws"] : 0}`;
export const STORE = "d-0123456789";
export const INSTANCE = "arn:aws:sso:::instance/ssoins-0123456789abcdef";
export const CONFIG = { region: "us-east-1", identityStoreId: STORE, instanceArn: INSTANCE };
export const SECRETS = {
  accessKeyId: "AKIATESTKEYOFCLOSEOUT",
  secretAccessKey: "test-secret-access-key-of-closeout",
};

/** One plain call of the test's own. @param name of the member that is asked for */
export async function asAdmin(call: string, body: object, name = ""): Promise<string> {
  const service = call.startsWith("AWS") ? "identitystore" : "sso";
  const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": call };
  const text = JSON.stringify(body);
  const request = { method: "POST", host: new URL(MOTO).host, path: "/", query: "", headers, body: text };
  const signer = { ...SECRETS, sessionToken: null, region: "us-east-1", service };
  const signed = { ...headers, ...signatureHeaders(signer, request, Date.now()) };
  const answer = await fetch(`${MOTO}/`, { method: "POST", headers: signed, body: text });
  const said = await answer.text();
  if (!answer.ok) throw new Error(`${call}: ${said}`);
  return String(Reflect.get(Object(JSON.parse(said)), name));
}

export function makeUser(name: string): Promise<string> {
  const Emails = [{ Value: `${name}@acme.example`, Primary: true }];
  const Name = { GivenName: "Test", FamilyName: name };
  const user = { IdentityStoreId: STORE, UserName: name, DisplayName: `Test ${name}`, Name, Emails };
  return asAdmin("AWSIdentityStore.CreateUser", user, "UserId");
}

export async function makeGroup(DisplayName: string, ...users: readonly string[]): Promise<string> {
  const GroupId = await asAdmin("AWSIdentityStore.CreateGroup", { IdentityStoreId: STORE, DisplayName }, "GroupId");
  for (const UserId of users) {
    const membership = { IdentityStoreId: STORE, GroupId, MemberId: { UserId } };
    await asAdmin("AWSIdentityStore.CreateGroupMembership", membership);
  }
  return GroupId;
}

export function open(config: object = {}, options: Partial<OpenOptions> = {}): Required<Connection> {
  const settings = { ...CONFIG, storeUrl: MOTO, adminUrl: MOTO, ...config };
  return opened(awsIdentityCenterConnector, settings, SECRETS, options);
}
