import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "../../launch/child.mjs";
import { freePort } from "../../launch/postgres-server.mjs";
import { Sentence } from "../../launch/sentence.mjs";
import { HOME } from "../folder.mjs";
import { serve } from "../serve.mjs";

const VERSION = "6.2.4";
const PROGRAM = "node_modules/verdaccio/bin/verdaccio";

/** An npm registry that everybody may sign up to, with signed tokens. Fetched once, beside the product's own packages. */
export const verdaccio = {
  title: "Verdaccio",
  /** @param {string} folder an empty folder of its own */
  async start(folder) {
    const home = path.join(HOME, `verdaccio-${VERSION}`);
    if (!existsSync(path.join(home, PROGRAM))) await fetchTo(home);
    writeFileSync(path.join(folder, "config.yaml"), SETTINGS);
    const port = await freePort();
    const args = [path.join(home, PROGRAM), "-c", path.join(folder, "config.yaml"), "-l", `127.0.0.1:${port}`];
    const served = await serve({ program: process.execPath, args, folder, port });
    return { version: VERSION, served: [served], ports: { registry: port }, values: {} };
  },
};

const SETTINGS = `storage: ./storage
auth: { htpasswd: { file: ./htpasswd, max_users: 100 } }
packages: { '**': { access: $all, publish: $authenticated } }
security: { api: { jwt: { sign: { expiresIn: 30d } } } }
log: { type: stdout, level: warn }
`;

async function fetchTo(home) {
  mkdirSync(home, { recursive: true });
  const wanted = { private: true, overrides: { "node-fetch": "2.7.0" }, dependencies: { verdaccio: VERSION } };
  writeFileSync(path.join(home, "package.json"), JSON.stringify(wanted));
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", home];
  const done = await run("npm", args, { cwd: home, timeout: 300_000 });
  if (done.code !== 0) throw new Sentence(`npm could not fetch verdaccio ${VERSION}: the registry is out of reach`);
}
