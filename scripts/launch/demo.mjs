import path from "node:path";
import { run } from "./child.mjs";
import { startChild } from "./children.mjs";
import { ROOT } from "./data-folder.mjs";
import { plainEnv } from "./env.mjs";
import { command } from "./product.mjs";
import { step } from "./progress.mjs";
import { Sentence } from "./sentence.mjs";

/**
 * Adds what the demo has beyond the product: simulated systems in a process of their own, and a first leaver, brought
 * in through the public API like anybody else's.
 * @param {import("./product.mjs").Product} product the running product
 */
export async function openDemo(product) {
  const systems = startChild({
    title: "The simulated systems",
    args: ["scripts/demo/systems.ts"],
    env: { ...plainEnv(process.env), CLOSEOUT_DEMO_FILE: path.join(product.data, "demo-systems.json") },
    log: path.join(product.data, "demo-systems.log"),
    restart: true,
  });
  product.parts.push(systems);
  await step("Bringing in the demo company", async () => {
    const token = await command(product.cliEnv, ["token", "create", "--role", "administrator", "--name", "Demo"]);
    const done = await run(process.execPath, [path.join(ROOT, "scripts/demo/seed.ts")], {
      cwd: ROOT,
      env: {
        ...plainEnv(process.env),
        CLOSEOUT_URL: product.url,
        CLOSEOUT_TOKEN: token,
        CLOSEOUT_DEMO_FILE: path.join(product.data, "demo-systems.json"),
      },
    });
    if (done.code !== 0) throw new Sentence(`The demo company could not be brought in: ${done.output.trim()}`);
  });
}
