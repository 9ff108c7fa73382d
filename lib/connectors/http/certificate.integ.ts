import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeCertificates } from "#scripts/real-targets/certificates.mjs";
import { scimConnector } from "../systems/scim/index.ts";
import { listen } from "../testing/servers/server.ts";

const folder = mkdtempSync(join(tmpdir(), "closeout-certificate-"));
const heard: (string | undefined)[] = [];
let origin: string;
let close: () => void;

beforeAll(async () => {
  const { certFile, keyFile } = makeCertificates(folder, "crm.acme.test");
  const files = { cert: readFileSync(certFile), key: readFileSync(keyFile) };
  const server = createServer(files, (request, response) => {
    heard.push(request.headers.authorization);
    response.end("{}");
  });
  origin = (await listen(server)).replace("http:", "https:");
  close = () => server.close();
});
afterAll(() => {
  close();
  rmSync(folder, { recursive: true, force: true });
});

it("no credential goes to a server whose certificate nobody trusts, and the check says that it is the certificate", async () => {
  const connection = scimConnector.open({
    config: { baseUrl: `${origin}/scim/v2` },
    secrets: { token: "top-secret" },
    dialect: {},
    connectionsMax: 1,
    allowPrivateTargets: ["127.0.0.0/8"],
  });
  const { reachable, authorised, findings, exchanges } = await connection.check(new AbortController().signal);
  await connection.close();
  expect({ reachable, authorised }).toEqual({ reachable: false, authorised: false });
  expect(findings.join(" ")).toContain("The certificate at this address is not trusted");
  expect(exchanges.map(({ failure }) => failure)).toEqual(exchanges.map(() => "certificate"));
  expect(heard).toEqual([]);
});
