// A SCIM target of any size that computes its accounts instead of keeping them: it is never what a bench waits for.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const [count = "0"] = process.argv.slice(2);
const ACCOUNTS = Number(count);
const PAGE_MAX = 1000;
/** People have several accounts each; one account in fifty is nobody's. */
const PEOPLE = 200_000;
const LIST = '{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":';

const server = createServer({ keepAliveTimeout: 60_000, noDelay: true }, (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
  response.setHeader("content-type", "application/scim+json");
  if (pathname !== "/scim/v2/Users") return void response.writeHead(404).end("{}");
  const first = Number(searchParams.get("startIndex") ?? "1");
  const length = Math.max(0, Math.min(Number(searchParams.get("count") ?? PAGE_MAX), PAGE_MAX, ACCOUNTS - first + 1));
  const users = Array.from({ length }, (_, at) => userAt(first + at));
  response.end(`${LIST}${ACCOUNTS},"startIndex":${first},"itemsPerPage":${length},"Resources":[${users.join(",")}]}`);
});

/** What a vendor's answer carries of an account, not less. */
function userAt(n: number): string {
  const name = `person-${n}`;
  const mail = n % 50 === 0 ? `${name}@elsewhere.example` : `person-${(n % PEOPLE) + 1}@bench.example`;
  return `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"u-${n}","externalId":"x-${n}","userName":"account-${n}","displayName":"Person ${n}","name":{"givenName":"Person","familyName":"${n}"},"emails":[{"value":"${mail}","type":"work","primary":true}],"active":${n % 10 !== 0},"meta":{"resourceType":"User","created":"2024-01-01T00:00:00Z","lastModified":"2026-01-01T00:00:00Z"}}`;
}

server.listen(0, "127.0.0.1", () => {
  // A TCP server that listens has an address object, never a pipe name.
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`);
});
