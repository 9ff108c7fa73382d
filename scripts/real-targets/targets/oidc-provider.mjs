import { fileURLToPath } from "node:url";
import { freePort } from "../../launch/postgres-server.mjs";
import { needNpm } from "../get/npm.mjs";
import { serve } from "../serve.mjs";

const VERSION = "9.13.3";
const HERE = fileURLToPath(new URL("./oidc-provider", import.meta.url));

/** An OpenID provider. On its second port, `GET /?sub=NAME` has it issue a grant with tokens, as after a sign-in. */
export const oidcProvider = {
  title: "oidc-provider",
  /** @param {string} folder an empty folder of its own */
  async start(folder) {
    const home = await needNpm("oidc-provider", HERE);
    const [port, door] = [await freePort(), await freePort()];
    // The door opens last: whoever reaches it reaches the provider.
    const args = [`${HERE}/server.mjs`, home, String(port), String(door)];
    const served = await serve({ program: process.execPath, args, folder, port: door });
    return { version: VERSION, served: [served], ports: { provider: port, door }, values: {} };
  },
};
