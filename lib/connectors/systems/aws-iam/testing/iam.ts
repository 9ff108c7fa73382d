import { createServer, type IncomingMessage } from "node:http";
import { realTarget } from "#scripts/real-targets/real-target.mjs";
import type { Connection, OpenOptions } from "../../../contract.ts";
import { signatureHeaders } from "../../../kit/aws/sign.ts";
import { readXml } from "../../../kit/aws/xml.ts";
import { opened } from "../../../testing/opened.ts";
import { listen } from "../../../testing/servers/server.ts";
import { awsIamConnector } from "../index.ts";

export const target = await realTarget("moto");
/** Why it could not be started; empty where it runs. */
export const why = target.runs ? "" : target.why;
export const MOTO = `http://127.0.0.1:${target.runs ? target.ports["aws"] : 0}`;
export const CONFIG = { accountId: "123456789012" };
/** The simulator takes every key until it is told to look. */
export const SECRETS = {
  accessKeyId: "AKIATESTKEYOFCLOSEOUT",
  secretAccessKey: "test-secret-access-key-of-closeout",
  sessionToken: "test-session-token-of-closeout",
};

/** One plain call of the test's own. */
export async function asAdmin(action: string, parameters: Readonly<Record<string, string>>): Promise<unknown> {
  const body = new URLSearchParams({ Action: action, Version: "2010-05-08", ...parameters }).toString();
  const signer = { ...SECRETS, accessKeyId: "AKIAADMIN", region: "us-east-1", service: "iam" };
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const request = { method: "POST", host: new URL(MOTO).host, path: "/", query: "", headers, body };
  const signed = { ...headers, ...signatureHeaders(signer, request, Date.now()) };
  const response = await fetch(`${MOTO}/`, { method: "POST", headers: signed, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${action}: ${text}`);
  return Reflect.get(Object(readXml(text)), `${action}Response`);
}

/** A text somewhere in an answer. */
export function textIn(answer: unknown, ...path: readonly string[]): string {
  return String(path.reduce((inner, name) => Reflect.get(Object(inner), name), answer));
}

/** Each user's credential of a single service: its id and its status. */
export type Services = Map<string, string>;

const LACKING = /^(?:List|Update)ServiceSpecificCredentials?$/;

/**
 * What the simulator lacks, beside it: credentials of single services, as AWS documents their answers. Everything else
 * goes on to the simulator.
 */
export async function besides(services: Services) {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString("utf8");
    const form = new URLSearchParams(body);
    const own = LACKING.test(form.get("Action") ?? "") ? answerTo(form, services) : null;
    const upstream = own === null ? await passOn(request, body) : { status: 200, text: own };
    response.writeHead(upstream.status, { "content-type": "text/xml" });
    response.end(upstream.text);
  });
  const baseUrl = await listen(server);
  return { baseUrl, close: () => server.close() };
}

function answerTo(form: URLSearchParams, services: Services): string {
  const [action, user] = [form.get("Action") ?? "", form.get("UserName") ?? ""];
  const known = services.get(user);
  if (action.startsWith("Update")) {
    if (known !== undefined) services.set(user, known.replace(" Active", " Inactive"));
    return `<${action}Response><ResponseMetadata/></${action}Response>`;
  }
  const [id, status] = (known ?? "").split(" ");
  const about = `<UserName>${user}</UserName><Status>${status}</Status><CreateDate>2026-01-05T08:00:00Z</CreateDate>`;
  const named = `<ServiceSpecificCredentialId>${id}</ServiceSpecificCredentialId><ServiceName>codecommit.amazonaws.com</ServiceName>`;
  const row = known === undefined ? "" : `<member>${about}${named}</member>`;
  const list = `<ServiceSpecificCredentials>${row}</ServiceSpecificCredentials>`;
  return `<${action}Response><${action}Result>${list}</${action}Result><ResponseMetadata/></${action}Response>`;
}

async function passOn(request: IncomingMessage, body: string) {
  const names = ["authorization", "content-type", "x-amz-date", "x-amz-security-token"];
  const headers = Object.fromEntries(names.map((name) => [name, String(request.headers[name] ?? "")]));
  const answer = await fetch(`${MOTO}${request.url}`, { method: request.method ?? "POST", headers, body });
  return { status: answer.status, text: await answer.text() };
}

export function open(
  baseUrl: string,
  config: object = {},
  options: Partial<OpenOptions> = {},
  secrets: Readonly<Record<string, string>> = SECRETS,
): Required<Connection> {
  return opened(awsIamConnector, { ...CONFIG, baseUrl, ...config }, secrets, options);
}

/** A user with one group, and the number that IAM gave. */
export async function makeUser(UserName: string, tags: Readonly<Record<string, string>> = {}): Promise<string> {
  const pairs = Object.entries(tags).flatMap(([key, value], at) => [
    [`Tags.member.${at + 1}.Key`, key],
    [`Tags.member.${at + 1}.Value`, value],
  ]);
  const made = await asAdmin("CreateUser", { UserName, ...Object.fromEntries(pairs) });
  return textIn(made, "CreateUserResult", "User", "UserId");
}

export async function makeGroup(GroupName: string, UserName: string): Promise<string> {
  const made = await asAdmin("CreateGroup", { GroupName });
  await asAdmin("AddUserToGroup", { GroupName, UserName });
  return textIn(made, "CreateGroupResult", "Group", "GroupId");
}
