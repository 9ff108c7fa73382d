import { createServer } from "node:http";
import express, { type Request } from "express";
import SCIMMY from "scimmy";
import SCIMMYRouters from "scimmy-routers";
import { listen, type RealScimServer, realScimServer, TEST_TOKEN } from "./server.ts";

type Row = Record<string, unknown> & { id: string };

let nextId = 1;
let store = { users: new Map<string, Row>(), groups: new Map<string, Row>() };

/** The store behind the library's handlers; the library parses, validates, patches, filters and renders. */
function handlers(rows: () => Map<string, Row>) {
  return {
    ingress: (resource: { id?: string }, data: Record<string, unknown>) => {
      const id = resource.id ?? String(1000 + nextId++);
      if (resource.id !== undefined && !rows().has(id))
        throw new SCIMMY.Types.Error(404, "", `Resource ${id} not found`);
      const row = { ...plain(data), id };
      rows().set(id, row);
      return row;
    },
    egress: (resource: { id?: string; filter?: { match(rows: Row[]): Row[] } }) => {
      if (resource.id === undefined) {
        const all = [...rows().values()];
        return resource.filter === undefined ? all : resource.filter.match(all);
      }
      const row = rows().get(resource.id);
      if (row === undefined) throw new SCIMMY.Types.Error(404, "", `Resource ${resource.id} not found`);
      return row;
    },
    degress: (resource: { id?: string }) => {
      if (!rows().delete(resource.id ?? "")) throw new SCIMMY.Types.Error(404, "", `Resource ${resource.id} not found`);
    },
  };
}

/** A copy without the library's accessors, as a database would hold it. */
function plain(data: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(data));
}

/**
 * scimmy with scimmy-routers on express 4; only the store is ours. Quirks seen: reading past the end repeats the
 * last page; deleting an account leaves it in its groups; `members.value eq` answers 400 as soon as one group is empty; a PATCH with nothing to change answers 204.
 * The library is one per process: a second start replaces the store of the first.
 */
export async function startScimmy(): Promise<RealScimServer> {
  store = { users: new Map(), groups: new Map() };
  if (!("User" in SCIMMY.Resources.declared())) {
    SCIMMY.Resources.declare(
      SCIMMY.Resources.User,
      handlers(() => store.users),
    );
    SCIMMY.Resources.declare(
      SCIMMY.Resources.Group,
      handlers(() => store.groups),
    );
  }
  const app = express();
  app.use(
    "/scim",
    new SCIMMYRouters({
      type: "bearer",
      handler: (request: Request) => {
        if (request.header("Authorization") !== `Bearer ${TEST_TOKEN}`) throw new Error("Authorization not valid");
        return "closeout";
      },
    }),
  );
  const server = createServer(app);
  const origin = await listen(server);
  return realScimServer("scimmy", `${origin}/scim`, server);
}
