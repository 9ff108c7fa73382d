import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A person to put into a real server before a test. */
export interface SeedUser {
  readonly userName: string;
  readonly email: string;
  readonly externalId: string;
}

/** A SCIM server that this project did not write, running on loopback for a test. */
export interface RealScimServer {
  readonly name: string;
  readonly baseUrl: string;
  readonly token: string;
  /** Creates an account as the vendor's own interface would. @returns its native id. */
  createUser(user: SeedUser): Promise<string>;
  createGroup(displayName: string, memberIds: readonly string[]): Promise<string>;
  /** One plain SCIM call of the test's own, past the connector. */
  call(method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly json: unknown }>;
  close(): Promise<void>;
}

export const TEST_TOKEN = "closeout-test-token-0123456789-0123456789";

/** Binds to a free loopback port. @returns the origin. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A TCP server that listens has an address object, never a pipe name.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Joins a running server with the calls a test needs to prepare it. */
export function realScimServer(name: string, baseUrl: string, server: Server): RealScimServer {
  const call: RealScimServer["call"] = async (method, path, body) => {
    const headers = { authorization: `Bearer ${TEST_TOKEN}`, "content-type": "application/scim+json" };
    const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
    const response = await fetch(`${baseUrl}${path}`, init);
    const text = await response.text();
    return { status: response.status, json: text === "" ? null : JSON.parse(text) };
  };
  const create = async (path: string, body: unknown) => {
    const { status, json } = await call("POST", path, body);
    if (status !== 201) throw new Error(`${name} refused the seed: ${status} ${JSON.stringify(json)}`);
    return String(Reflect.get(Object(json), "id"));
  };
  return {
    name,
    baseUrl,
    token: TEST_TOKEN,
    call,
    createUser: ({ userName, email, externalId }) =>
      create("/Users", {
        schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
        userName,
        externalId,
        name: { givenName: userName, familyName: "Example" },
        displayName: userName,
        emails: [{ value: email, primary: true, type: "work" }],
        active: true,
      }),
    createGroup: (displayName, memberIds) =>
      create("/Groups", {
        schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
        displayName,
        members: memberIds.map((value) => ({ value })),
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
