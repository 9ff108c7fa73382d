import { cpSync } from "node:fs";
import path from "node:path";
import { run } from "../../launch/child.mjs";
import { freePort } from "../../launch/postgres-server.mjs";
import { Sentence } from "../../launch/sentence.mjs";
import { needDebian } from "../get/debian.mjs";
import { needMaven } from "../get/maven.mjs";
import { serve } from "../serve.mjs";

const VERSION = "26.5.6";
const SHA256 = "490189d9dff05272432d51f71a069462eeca97f2920a694d539a1e6c26a5a347";
/** A small server: it starts sooner, and the machine has others to run. */
const JAVA = { JAVA_OPTS_KC_HEAP: "-Xms64m -Xmx512m", JAVA_OPTS_APPEND: "-XX:TieredStopAtLevel=1" };
const PREPARE_MS = 600_000;
const START_MS = 300_000;

/** Keycloak with a database of its own in a file, and an administrator of the first realm. */
export const keycloak = {
  title: "Keycloak",
  /** @param {string} folder an empty folder of its own */
  async start(folder) {
    await needDebian("/usr/bin/java", ["openjdk-17-jre-headless"]);
    const home = await needMaven({
      name: "keycloak",
      group: "org.keycloak",
      artifact: "keycloak-quarkus-dist",
      version: VERSION,
      sha256: SHA256,
      prepare: build,
    });
    // It writes beside its program.
    const own = path.join(folder, "keycloak");
    cpSync(home, own, { recursive: true });
    const [port, management] = [await freePort(), await freePort()];
    const password = "test-password-of-the-administrator";
    const env = {
      ...JAVA,
      KC_BOOTSTRAP_ADMIN_USERNAME: "admin",
      KC_BOOTSTRAP_ADMIN_PASSWORD: password,
    };
    const listen = [
      "--cache=local",
      "--http-enabled=true",
      "--http-host=127.0.0.1",
      `--http-port=${port}`,
      "--hostname-strict=false",
    ];
    const other = ["--http-management-port", String(management)];
    const args = [path.join(own, "bin/kc.sh"), "start", "--optimized", ...listen, ...other];
    const served = await serve({ program: "/bin/bash", args, folder, port, env, withinMs: START_MS });
    return { version: VERSION, served: [served], ports: { http: port }, values: { password } };
  },
};

/** Its own compilation for the chosen database, which takes minutes and is then kept. */
async function build(home) {
  const env = { ...process.env, ...JAVA };
  const args = [path.join(home, "bin/kc.sh"), "build", "--db=dev-file"];
  const done = await run("/bin/bash", args, { cwd: home, env, timeout: PREPARE_MS });
  if (done.code !== 0) throw new Sentence(`Keycloak could not be prepared (${done.output.trim().split("\n").pop()})`);
}
