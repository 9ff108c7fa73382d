import path from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "../../launch/postgres-server.mjs";
import { needPython } from "../get/python.mjs";
import { serve } from "../serve.mjs";

const VERSION = "0.3.6";
const HERE = fileURLToPath(new URL("./canaille", import.meta.url));

/** An identity server with OpenID Connect and SCIM, and kim, leo and mia in it. `GET /door?sub=NAME` issues tokens. */
export const canaille = {
  title: "Canaille",
  /** @param {string} folder an empty folder of its own */
  async start(folder) {
    const home = await needPython("canaille", HERE);
    const port = await freePort();
    const args = [path.join(HERE, "server.py"), String(port)];
    const served = await serve({ program: path.join(home, "bin/python"), args, folder, port });
    return { version: VERSION, served: [served], ports: { http: port }, values: {} };
  },
};
