import { type Asked, type Replied, startVendor, type Vendor } from "../../../testing/servers/vendor.ts";
import { EXAMPLE } from "../example.ts";
import { SERVICE_TOKEN } from "./service.ts";

interface Secret {
  /** Newest last. */
  readonly versions: { readonly value: string; readonly setAt: string }[];
  readonly readers: Set<string>;
}

/** What the store holds, and whether the gate that its secret opens still takes older values. */
export interface StoreState {
  readonly secrets: Map<string, Secret>;
  takesOld: boolean;
}

/** How the store is described: who may read what, and each secret by itself. */
export const STORE: typeof EXAMPLE = {
  ...EXAMPLE,
  name: "Secret store",
  accounts: {
    list: { path: "/people", rows: "items", paging: { by: "none" } },
    look: { path: "/people/{account}", row: "" },
    fields: { id: "id", userName: "login", presence: { at: "state", active: ["open"] } },
  },
  access: [
    {
      name: "secret",
      layer: "credential",
      words: "Secrets",
      list: { path: "/people/{account}/secrets", rows: "items", paging: { by: "none" } },
      known: { path: "/secrets/{key}", row: "" },
      fields: {
        id: "name",
        issuedAt: "current.setAt",
        presence: { at: "state", active: ["stored"], absent: ["destroyed"] },
      },
    },
  ],
};

/**
 * A small secret store of the tests, with versions and readers, and a gate that its secret really opens (`GET /gate`).
 * It is nobody's product.
 */
export async function startStore(): Promise<Vendor & { readonly state: StoreState }> {
  const first = { value: "value-one", setAt: "2026-01-01T00:00:00Z" };
  const state: StoreState = {
    secrets: new Map([["deploy", { versions: [first], readers: new Set(["p1"]) }]]),
    takesOld: false,
  };
  const people = ["p1", "p2"].map((id) => ({ id, login: `person-${id}`, state: "open" }));
  const shown = (name: string): Replied => {
    const versions = state.secrets.get(name)?.versions;
    const setAt = versions?.at(-1)?.setAt;
    return versions === undefined
      ? missing
      : ok({ name, state: versions.length > 0 ? "stored" : "destroyed", current: { setAt } });
  };
  const routes = {
    "GET /people": () => ok({ items: people }),
    "GET /people/:id": ({ at }: Asked) => ok(people.find(({ id }) => id === at["id"])),
    "GET /people/:id/secrets": ({ at }: Asked) => {
      const readable = [...state.secrets].filter(([, { readers }]) => readers.has(at["id"] ?? ""));
      return ok({ items: readable.map(([name]) => shown(name).json) });
    },
    "GET /secrets/:name": ({ at }: Asked) => shown(at["name"] ?? ""),
  };
  const guarded = Object.entries(routes).map(([route, answer]) => [
    route,
    (asked: Asked): Replied => (asked.authorization === `Bearer ${SERVICE_TOKEN}` ? answer(asked) : { status: 401 }),
  ]);
  const gate = ({ authorization }: Asked): Replied => ({ status: opens(state, authorization) ? 200 : 401 });
  return { ...(await startVendor({ ...Object.fromEntries(guarded), "GET /gate": gate }, () => missing)), state };
}

const missing: Replied = { status: 404, json: {} };

function ok(json: unknown): Replied {
  return json === undefined ? missing : { status: 200, json };
}

function opens({ secrets, takesOld }: StoreState, value: string): boolean {
  const versions = secrets.get("deploy")?.versions ?? [];
  return (takesOld ? versions : versions.slice(-1)).some((version) => version.value === value);
}
