import net from "node:net";
import { Sentence } from "./sentence.mjs";

/**
 * @param {Record<string, string | undefined>} env PORT (3000; 0 = any free one) and HOST (127.0.0.1)
 * @returns {Promise<{ host: string, port: number, url: string }>} where web will listen; it was free a moment ago
 * @throws {Sentence} when it cannot listen there
 */
export async function choosePort(env) {
  const host = env.HOST || "127.0.0.1";
  const asked = env.PORT || "3000";
  const wanted = Number(asked);
  if (!/^\d+$/.test(asked) || wanted > 65_535) {
    throw new Sentence(`PORT is "${asked}": set it to a number from 1 to 65535.`);
  }
  const port = await listen(host, wanted);
  // A wildcard is no address to open in a browser.
  const shown = host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return { host, port, url: `http://${shown}:${port}` };
}

function listen(host, wanted) {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", (error) => reject(new Sentence(refused(error.code, host, wanted), { cause: error })));
    probe.listen({ host, port: wanted, exclusive: true }, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function refused(code, host, port) {
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
