import { z } from "zod";
import { ok } from "#lib/core/result.ts";
import type { ConnectorView } from "#lib/core/views/connection.ts";
import { defineQuery } from "../_kit/query.ts";
import { connectorView } from "./connector-view.ts";

/** Kinds of systems that can be connected, by name. No statement: they are part of the product. */
export const listConnectors = defineQuery<Record<string, never>, readonly ConnectorView[]>({
  name: "connector.list",
  input: z.strictObject({}),
  permission: "system:write",
  run: async (_tx, ctx) => {
    const found = ctx.connectors.ids().flatMap((id) => ctx.connectors.find(id) ?? []);
    return ok(found.map(connectorView).sort((one, other) => one.name.localeCompare(other.name, "en")));
  },
});
