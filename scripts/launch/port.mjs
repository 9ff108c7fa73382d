import net from "node:net";
import { until } from "./processes.mjs";
import { runAt } from "./runs.mjs";
import { Sentence } from "./sentence.mjs";

/** A run that was killed or is being stopped lets go of its port within this. */
const ENDING_MS = 12_000;
/** A run that is alive is not going to: this long it may be on its way out. */
const STOPPING_MS = 4_000;

/**
 * @param {Record<string, string | undefined>} env PORT (3000; 0 = any free one) and HOST (127.0.0.1)
 * @param {string} data the data folder, which knows of earlier runs
 * @returns {Promise<{ host: string, port: number, url: string }>} where web will listen; it was free a moment ago
 * @throws {Sentence} when it cannot listen there
 */
export async function choosePort(env, data) {
  const host = env.HOST || "127.0.0.1";
  const asked = env.PORT || "3000";
  const wanted = Number(asked);
  if (!/^\d+$/.test(asked) || wanted > 65_535) {
    throw new Sentence(`PORT is "${asked}": set it to a number from 1 to 65535.`);
  }
  let found = await listen(host, wanted);
  const earlier = found.code === "EADDRINUSE" ? runAt(data, wanted) : undefined;
  if (earlier) {
    const patience = earlier.alive ? STOPPING_MS : ENDING_MS;
    await until(async () => {
      found = await listen(host, wanted);
      return found.code !== "EADDRINUSE";
    }, patience);
  }
  if (found.code) throw new Sentence(refused(found.code, host, wanted, earlier));
  // A wildcard is no address to open in a browser.
  const shown = host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return { host, port: found.port, url: `http://${shown}:${found.port}` };
}

/** @returns {Promise<{ port: number, code?: string }>} */
function listen(host, wanted) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once("error", (error) => resolve({ port: wanted, code: error.code ?? error.message }));
    probe.listen({ host, port: wanted, exclusive: true }, () => {
      const { port } = probe.address();
      probe.close(() => resolve({ port }));
    });
  });
}

function refused(code, host, port, earlier) {
  if (earlier?.alive) {
    return `It already runs on port ${port}, as process ${earlier.pid}: use that one, end it with kill ${earlier.pid}, or choose another port, as in PORT=${port + 1} npm start.`;
  }
  if (code === "EADDRINUSE") {
    return `Port ${port} on ${host} is taken by another program: end that, or choose another port, as in PORT=${port + 1} npm start.`;
  }
  if (code === "EACCES")
    return `Port ${port} may not be used by this user: choose one above 1023, as in PORT=3000 npm start.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return `HOST is "${host}", which is no address of this machine: set it to one, or unset it for 127.0.0.1.`;
  }
  return `Closeout cannot listen on ${host} port ${port} (${code}): choose others with HOST and PORT.`;
}
