import path from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "../../launch/postgres-server.mjs";
import { needNpm } from "../get/npm.mjs";
import { serve } from "../serve.mjs";

const VERSION = "5.14.2";

/**
 * A mock that serves a vendor's own description: it answers with the vendor's examples and refuses requests that the
 * description does not allow. It has no state and proves nothing of how the vendor behaves.
 * @param {string} vendor
 */
function prism(vendor) {
  return {
    title: `Prism serving a slice of the description of ${vendor}`,
    /** @param {string} folder an empty folder of its own */
    async start(folder) {
      const home = await needNpm("prism", fileURLToPath(new URL("./prism", import.meta.url)));
      const bin = path.join(home, "node_modules/@stoplight/prism-cli/dist/index.js");
      const file = fileURLToPath(new URL(`../fixtures/${vendor}-openapi.json`, import.meta.url));
      const port = await freePort();
      const args = [bin, "mock", "--host", "127.0.0.1", "--port", String(port), file];
      const served = await serve({ program: process.execPath, args, folder, port });
      return { version: VERSION, served: [served], ports: { http: port }, values: {} };
    },
  };
}

export const prismGithub = prism("github");
export const prismOkta = prism("okta");
