import { Sentence } from "./sentence.mjs";

const PAUSE_MS = 100;

/**
 * Waits until web, worker, database and migrations are ready.
 * @param {string} url the product's address
 * @param {number} milliseconds how long at most
 * @param {() => string | undefined} gone says why waiting is in vain, when it is
 * @returns {Promise<void>}
 * @throws {Sentence} which part is not ready
 */
export async function waitForHealth(url, milliseconds, gone) {
  const end = Date.now() + milliseconds;
  let last = "web does not answer";
  while (Date.now() < end) {
    const why = gone();
    if (why !== undefined) throw new Sentence(why);
    const answer = await ask(`${url}/api/health`);
    if (answer.ready) return;
    last = answer.text;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Sentence(`Closeout was not ready after ${Math.round(milliseconds / 1000)} s: ${last}.`);
}

async function ask(url) {
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(5000), redirect: "manual" });
    const body = await reply.text();
    const said = reply.headers.get("content-type")?.includes("json") ? ` ${body.slice(0, 500)}` : "";
    return { ready: reply.status === 200, text: `GET /api/health says ${reply.status}${said}` };
  } catch (error) {
    return { ready: false, text: `web does not answer (${error?.cause?.code ?? error?.message})` };
  }
}
