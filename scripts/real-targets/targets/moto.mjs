import path from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "../../launch/postgres-server.mjs";
import { needPython } from "../get/python.mjs";
import { serve } from "../serve.mjs";

const VERSION = "5.2.5";

/** AWS's APIs with state, by people who wrote them from its documentation. Account 123456789012. */
export const moto = {
  title: "moto",
  /** @param {string} folder an empty folder of its own */
  async start(folder) {
    const home = await needPython("moto", fileURLToPath(new URL("./moto", import.meta.url)));
    const port = await freePort();
    const args = [path.join(home, "bin/moto_server"), "-H", "127.0.0.1", "-p", String(port)];
    const served = await serve({ program: path.join(home, "bin/python"), args, folder, port });
    return { version: VERSION, served: [served], ports: { aws: port }, values: { account: "123456789012" } };
  },
};
