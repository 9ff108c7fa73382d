import path from "node:path";
import { startChild } from "./children.mjs";
import { plainEnv } from "./env.mjs";
import { say, step } from "./progress.mjs";
import { Sentence } from "./sentence.mjs";

/** Kept in the data folder beside the database: the state of its systems, and how far its story was told. */
const SYSTEMS_FILE = "demo-systems.json";
const NOTEBOOK = "demo-notebook.json";

/**
 * Adds what the demo has beyond the product: simulated systems in a process of their own, and a company whose people
 * bring themselves in through the public API like anybody else. Comes back when there is something to look at; the rest
 * of the company's story goes on beside.
 * @param {import("./product.mjs").Product} product the running product
 */
export async function openDemo(product) {
  const env = { ...plainEnv(process.env), CLOSEOUT_DEMO_FILE: path.join(product.data, SYSTEMS_FILE) };
  const notebook = path.join(product.data, NOTEBOOK);
  product.parts.push(
    startChild({
      title: "The simulated systems",
      args: ["scripts/demo/systems.ts"],
      env,
      log: path.join(product.data, "demo-systems.log"),
      restart: true,
    }),
  );
  await step("Bringing in the demo company", () =>
    tellStory(product, { ...env, ...product.cliEnv, CLOSEOUT_URL: product.url, CLOSEOUT_DEMO_NOTEBOOK: notebook }),
  );
}

/** @returns once there is something to look at; what follows is said as it happens */
function tellStory(product, env) {
  return new Promise((resolve, reject) => {
    const teller = startChild({
      title: "The demo company",
      args: ["scripts/demo/seed.ts"],
      env,
      log: path.join(product.data, "demo-company.log"),
      restart: false,
      onLine: (line) => (line === "Ready" ? resolve(undefined) : say(`Demo: ${line}`)),
      onEnd: (reason, code) => {
        if (code === 0) return;
        const sentence = `The demo company could not be brought in whole. ${reason}`;
        say(sentence);
        reject(new Sentence(`${sentence}\n${teller.tail()}`));
      },
    });
    product.parts.push(teller);
  });
}
