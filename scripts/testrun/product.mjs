import { spawn } from "node:child_process";
import { ROOT } from "../launch/data-folder.mjs";
import { failed, oneCount, sum } from "./counts.mjs";

const START_MS = 300_000;
const STOP_MS = 30_000;

/**
 * Starts the product as `npm start` does, with a data folder and a port of its own, lets it be tested, and ends it as
 * Ctrl-C does. The start and the clean end count as one test each.
 * @param {{ data: string, env: Record<string, string | undefined>, args?: string[] }} options args: of the start
 * @param {(product: { url: string, link: string }) => Promise<import("./counts.mjs").Counts>} test
 * @returns {Promise<import("./counts.mjs").Counts>}
 */
export async function withProduct({ data, env, args = [] }, test) {
  const child = spawn(process.execPath, ["scripts/start.mjs", ...args], {
    cwd: ROOT,
    // The systems that the tests start answer on the loopback.
    env: {
      ...env,
      CLOSEOUT_DATA: data,
      PORT: "0",
      HOST: "127.0.0.1",
      CLOSEOUT_ALLOW_PRIVATE_TARGETS: "127.0.0.1/32",
      CLOSEOUT_CLOSING_READ_SECONDS: "1",
    },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve(signal ?? code)));
  const product = await Promise.race([greeting(child), ended.then(() => undefined), after(START_MS)]);
  if (product === undefined) {
    child.kill("SIGTERM");
    await Promise.race([ended, after(STOP_MS)]);
    return failed("the product did not start");
  }
  const counts = await test(product);
  child.kill("SIGINT");
  const code = await Promise.race([ended, after(STOP_MS)]);
  if (code !== 0)
    process.stderr.write(`The product did not end cleanly (${code ?? `still there after ${STOP_MS} ms`})\n`);
  if (code === undefined) child.kill("SIGKILL");
  return sum([oneCount("the product starts", true), counts, oneCount("the product ends cleanly", code === 0)]);
}

/** What it prints when it is ready: its address, then the one-time link. */
function greeting(child) {
  return new Promise((resolve) => {
    let printed = "";
    child.stdout.on("data", (data) => {
      printed += data;
      const url = /Closeout.*: (http\S+)/.exec(printed)?.[1];
      const link = /Sign in once with: (\S+)/.exec(printed)?.[1];
      if (url && link) resolve({ url, link });
    });
  });
}

function after(milliseconds) {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds).unref());
}
