// An OpenID provider and, on a second port, a door through which tests have it issue tokens without a browser.
// Arguments: folder with node_modules, port of the provider, port of the door.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [home = "", port = "", door = ""] = process.argv.slice(2);
const entry = createRequire(path.join(home, "package.json")).resolve("oidc-provider");
const { Provider } = await import(pathToFileURL(entry).href);

const API = "https://api.acme.example/";
const client = (id, more = {}) => ({
  client_id: id,
  client_secret: `test-secret-of-${id}`,
  grant_types: ["client_credentials"],
  redirect_uris: [],
  response_types: [],
  ...more,
});
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    client("crm", {
      grant_types: ["client_credentials", "authorization_code", "refresh_token"],
      redirect_uris: ["https://crm.acme.example/back"],
      response_types: ["code"],
    }),
    client("looker"),
    client("no-grant", { grant_types: ["refresh_token"] }),
    client("own-alone"),
  ],
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: {
      enabled: true,
      // One client is told of its own tokens alone, and that every other one is not active.
      allowedPolicy: (_, asking, token) => asking.clientId !== "own-alone" || token.clientId === "own-alone",
    },
    revocation: { enabled: true },
    backchannelLogout: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: () => ({ scope: "read", accessTokenTTL: 3600, accessTokenFormat: "jwt" }),
    },
  },
  // Each use of a refresh token replaces it.
  rotateRefreshToken: true,
  findAccount: (_, sub) => ({ accountId: sub, claims: async () => ({ sub }) }),
});

async function issue(accountId) {
  const grant = new provider.Grant({ accountId, clientId: "crm" });
  grant.addOIDCScope("openid offline_access");
  grant.addResourceScope(API, "read");
  const grantId = await grant.save();
  const crm = await provider.Client.find("crm");
  const about = { accountId, client: crm, grantId, gty: "authorization_code" };
  const refresh = new provider.RefreshToken({ ...about, scope: "openid offline_access" });
  const access = new provider.AccessToken({ ...about, scope: "openid" });
  const signed = new provider.AccessToken({ ...about, scope: "read", aud: API });
  signed.resourceServer = new provider.ResourceServer(API, { scope: "read", accessTokenFormat: "jwt" });
  return { refresh: await refresh.save(), access: await access.save(), signed: await signed.save() };
}

provider.listen(Number(port), "127.0.0.1", () => {
  createServer(async (request, response) => {
    const sub = new URL(request.url ?? "/", "http://door").searchParams.get("sub") ?? "";
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(await issue(sub)));
  }).listen(Number(door), "127.0.0.1");
});
