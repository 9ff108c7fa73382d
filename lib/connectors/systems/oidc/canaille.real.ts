import { describe, expect, it } from "vitest";
import { realTarget } from "#scripts/real-targets/real-target.mjs";
import type { AccessRecord, Connection } from "../../contract.ts";
import { opened } from "../../testing/opened.ts";
import { shownAfter } from "../../testing/shown.ts";
import { oidcConnector } from "./index.ts";

const target = await realTarget("canaille");
const signal = new AbortController().signal;
const ISSUER = `http://127.0.0.1:${target.runs ? target.ports["http"] : 0}`;

interface Issued {
  readonly access: string;
  readonly refresh: string;
  readonly scim: string;
}

async function issue(subject: string): Promise<Issued> {
  return (await (await fetch(`${ISSUER}/door?sub=${subject}`)).json()) as Issued;
}

function open(subject: string, issued: Issued): Required<Connection> {
  const tokens = `access ${subject} ${issued.access} access\nrefresh ${subject} ${issued.refresh}`;
  return opened(oidcConnector, { issuer: ISSUER, clientId: "crm" }, { clientSecret: "test-secret-of-crm", tokens });
}

async function rowsOf(connection: Required<Connection>, subject: string): Promise<readonly AccessRecord[]> {
  return (await connection.listAccess([subject], signal)).rows;
}

if (!target.runs) describe("Canaille", () => it.skip(`could not be started: ${target.why}`));

describe.runIf(target.runs)("Canaille, whose times have parts of seconds", () => {
  it("ending the refresh token ends the access token with it, which alone is seen to be gone", async () => {
    const connection = open("mia", await issue("mia"));
    const rows = await rowsOf(connection, "mia");
    expect(rows.map(({ label }) => label)).toEqual(["Token access", "Token refresh"]);
    const [access, refresh] = rows;
    if (access === undefined || refresh === undefined) throw new Error("a token is not listed");
    expect(access.facts).toMatchObject({ issuedAt: expect.any(Number), expiresAt: expect.any(Number) });
    const done = await connection.revoke(refresh, "invalidated", signal);
    const looks = [await connection.observe(access, signal), await connection.observe(refresh, signal)];
    expect(looks.map((look) => shownAfter("credential", "invalidated", [done, look]))).toEqual([
      "verified_removed",
      "cannot_check",
    ]);
    await connection.close();
  });
  it("garbage is revoked with a yes, and reads unknown", async () => {
    const issued = { access: "never-issued-1", refresh: "never-issued-2", scim: "" };
    const connection = open("mia", issued);
    expect((await rowsOf(connection, "mia")).length).toBe(0);
    expect((await connection.check(signal)).findings.join(" ")).toContain("without having seen it active");
    await connection.close();
  });
  it("locking the account ends none of its tokens: they are still called active", async () => {
    const issued = await issue("leo");
    const connection = open("leo", issued);
    const [row] = await rowsOf(connection, "leo");
    if (row === undefined) throw new Error("no token is listed");
    const headers = { authorization: `Bearer ${issued.scim}`, "content-type": "application/scim+json" };
    const listed = Object(await (await fetch(`${ISSUER}/scim/v2/Users`, { headers })).json());
    const users = Reflect.get(listed, "Resources") as { id: string; userName: string }[];
    const id = users.find(({ userName }) => userName === "leo")?.id ?? "";
    const body = JSON.stringify({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "replace", path: "active", value: false }],
    });
    const locked = await fetch(`${ISSUER}/scim/v2/Users/${id}`, { method: "PATCH", headers, body });
    expect(await locked.json()).toMatchObject({ active: false });
    const look = await connection.observe(row, signal);
    expect(shownAfter("credential", "invalidated", ["reported", look])).toBe("still_present");
    await connection.close();
  });
});
