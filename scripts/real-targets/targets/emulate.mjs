import { writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "../../launch/postgres-server.mjs";
import { Sentence } from "../../launch/sentence.mjs";
import { needNpm } from "../get/npm.mjs";
import { accepts, serve } from "../serve.mjs";

/** The tag "latest" names another, older package. */
const VERSION = "0.11.2";
const TOKEN = "test-token-of-emulate-0123456789-0123456789";

const SEED = {
  tokens: { [TOKEN]: { login: "owner-one", scopes: ["repo", "user", "admin:org"] } },
  okta: {
    users: ["mia.berg", "leo.brandt"].map((name) => ({
      login: `${name}@acme.example`,
      email: `${name}@acme.example`,
      first_name: name,
      last_name: "Example",
    })),
    groups: [{ name: "Everyone", description: "All users", type: "BUILT_IN", okta_id: "00g_everyone" }],
  },
  github: {
    users: ["owner-one", "mia-codes"].map((login) => ({ login, name: login, email: `${login}@acme.example` })),
    orgs: [
      {
        login: "acme",
        name: "Acme",
        members: [
          { login: "owner-one", role: "admin" },
          { login: "mia-codes", role: "member" },
        ],
      },
    ],
  },
};

/** Vendors' APIs with state, by people who wrote them from the documentation as well: a second reading of it. */
export const emulate = {
  title: "emulate",
  /** @param {string} folder an empty folder of its own */
  async start(folder) {
    const home = await needNpm("emulate", fileURLToPath(new URL("./emulate", import.meta.url)));
    const bin = path.join(home, "node_modules/emulate/dist/index.js");
    const loopback = fileURLToPath(new URL("./loopback.cjs", import.meta.url));
    // JSON is YAML, which is what it reads.
    const seed = path.join(folder, "seed.yaml");
    writeFileSync(seed, JSON.stringify(SEED));
    // It takes a port a service, one after the other.
    const port = await freePort();
    if (await accepts(port + 1)) throw new Sentence(`port ${port + 1} is taken by somebody else`);
    const start = [bin, "start", "--service", "okta,github", "--port", String(port), "--seed", seed];
    const served = await serve({
      program: process.execPath,
      args: ["--require", loopback, ...start],
      folder,
      port: port + 1,
    });
    return { version: VERSION, served: [served], ports: { okta: port, github: port + 1 }, values: { token: TOKEN } };
  },
};
