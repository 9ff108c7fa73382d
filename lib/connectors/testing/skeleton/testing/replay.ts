import {
  type Asked,
  pageOf,
  type Replied,
  type Routes,
  startVendor,
  type Vendor,
} from "../../../testing/servers/vendor.ts";

export const TOKEN = "replay-token-0123456789-abcdef";
export const PEOPLE = ["Mia.Berg@acme.example", "leo.brandt@acme.example", "ida.krog@acme.example"];

/** Small, so that every list has several pages. */
const PAGE_SIZE = 2;

const missing: Replied = { status: 404, json: { message: "Not found" } };
const done: Replied = { status: 204 };

/**
 * Starts the system's API as its documentation describes it, with state, on loopback. It proves that the connector
 * keeps the contract, not how the vendor behaves.
 */
// Yours: the routes of the vendor's documentation, with its answers to the letter, refusals and paging included.
export async function startReplay(): Promise<Vendor> {
  const users = new Map(
    PEOPLE.map((mail, at) => {
      const id = `u${at + 1}`;
      const [login = id] = mail.split("@");
      return [id, { id, login, mail, employeeNumber: `E-${at}`, state: "enabled" }];
    }),
  );
  const members = new Map([
    ["g1", new Set(users.keys())],
    ["g2", new Set(["u2"])],
  ]);
  const routes: Routes = {
    "GET /users": (asked) => page([...users.values()], asked),
    "GET /users/:id": ({ at }) => found(users.get(at["id"] ?? "")),
    "GET /users/:id/groups": (asked) => {
      const id = asked.at["id"] ?? "";
      const own = [...members]
        .filter(([, who]) => who.has(id))
        .map(([group]) => ({ id: group, name: `Group ${group}` }));
      return users.has(id) ? page(own, asked) : missing;
    },
    "POST /users/:id/lock": ({ at }) => {
      const user = users.get(at["id"] ?? "");
      if (user === undefined) return missing;
      user.state = "locked";
      return done;
    },
    "DELETE /groups/:group/members/:id": ({ at }) =>
      members.get(at["group"] ?? "")?.delete(at["id"] ?? "") ? done : missing,
  };
  return startVendor(guarded(routes), () => missing);
}

function found(json: unknown): Replied {
  return json === undefined ? missing : { status: 200, json };
}

function page(rows: readonly unknown[], { query }: Asked): Replied {
  const { rows: items, next } = pageOf(rows, Number(query.get("pageToken") ?? 0), PAGE_SIZE);
  return { status: 200, json: { items, nextPageToken: next === null ? null : String(next) } };
}

function guarded(routes: Routes): Routes {
  const refused: Replied = { status: 401, json: { message: "Who are you?" } };
  return Object.fromEntries(
    Object.entries(routes).map(([route, answer]) => [
      route,
      (asked: Asked) => (asked.authorization === `Bearer ${TOKEN}` ? answer(asked) : refused),
    ]),
  );
}
