import { createServer } from "node:http";
import { scim } from "@better-auth/scim";
import { type BetterAuthPlugin, betterAuth } from "better-auth";
import { memoryAdapter } from "better-auth/adapters/memory";
import { getAuthTables } from "better-auth/db";
import { toNodeHandler } from "better-auth/node";
import { listen, type RealScimServer, realScimServer, TEST_TOKEN } from "./server.ts";

/**
 * @better-auth/scim over its memory adapter. Quirks seen: no `or`, no filter on members (400 both), so memberships
 * are found by reading all groups; PUT without `active` re-activates; a deleted account cannot be created again (409).
 */
export async function startBetterAuth(): Promise<RealScimServer> {
  const credentials = [{ type: "bearer" as const, id: "test", token: TEST_TOKEN }];
  // The plugin's own type differs from the interface only in how it writes optional members.
  const plugins = [scim({ connections: [{ id: "closeout", credentials }] }) as unknown as BetterAuthPlugin];
  const tables = Object.keys(getAuthTables({ plugins }));
  const database = memoryAdapter(Object.fromEntries(tables.map((table) => [table, []])));
  const auth = betterAuth({
    database,
    plugins,
    baseURL: "http://127.0.0.1",
    secret: "a secret of this test, long enough for the check",
    logger: { level: "error" },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
  });
  const handler = toNodeHandler(auth);
  const server = createServer((request, response) => {
    void handler(request, response);
  });
  const origin = await listen(server);
  return realScimServer("@better-auth/scim", `${origin}/api/auth/scim/v2`, server);
}
