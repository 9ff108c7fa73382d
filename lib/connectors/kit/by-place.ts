import type { HttpClient } from "../http/client.ts";

/**
 * One client of several, for a vendor whose API stands at several hosts: the first at whose place, or below it, the path
 * is. `/api` is not the place of `/apiary`: each host has a credential of its own.
 * @throws Error when no place fits: a path of ours that was never meant to be called.
 */
export function byPlace(places: Readonly<Record<string, HttpClient>>): HttpClient {
  const clients = [...new Set(Object.values(places))];
  return {
    send: (method, path, body, signal, headers) => {
      const place = Object.keys(places).find((prefix) => isBelow(path, prefix));
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

function isBelow(path: string, place: string): boolean {
  return path.startsWith(place) && /^(?:$|[/?])/.test(path.slice(place.length));
}
