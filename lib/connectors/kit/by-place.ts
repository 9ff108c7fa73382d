import type { HttpClient } from "../http/client.ts";

/**
 * One client of several, for a vendor whose API stands at several hosts: the first whose place the path begins with.
 * @throws Error when no place fits: a path of ours that was never meant to be called.
 */
export function byPlace(places: Readonly<Record<string, HttpClient>>): HttpClient {
  const clients = [...new Set(Object.values(places))];
  return {
    send: (method, path, body, signal, headers) => {
      const place = Object.keys(places).find((prefix) => path.startsWith(prefix));
      const client = place === undefined ? undefined : places[place];
      if (client === undefined) throw new Error(`No host is known for ${path}.`);
      return client.send(method, path, body, signal, headers);
    },
    hide: (secret) => {
      for (const client of clients) client.hide(secret);
    },
    close: async () => {
      await Promise.all(clients.map((client) => client.close()));
    },
  };
}
