import { z } from "zod";
import { findConnected } from "#db/queries/connections/change-connection.ts";
import { listSecretNames } from "#db/queries/systems/seal-secrets.ts";
import { domainError } from "#lib/core/errors.ts";
import { ok, refused } from "#lib/core/result.ts";
import type { ConnectionView } from "#lib/core/views/connection.ts";
import { defineQuery } from "../_kit/query.ts";
import { connectorView } from "./connector-view.ts";

const input = z.strictObject({ slug: z.string().min(1).max(100) });

/** The connection of a system as it can be changed. Of its secrets only the names are shown. */
export const readConnection = defineQuery<z.output<typeof input>, ConnectionView>({
  name: "connection.read",
  input,
  permission: "system:write",
  run: async (tx, ctx, { slug }) => {
    const system = await findConnected(tx, slug);
    const connector = system === undefined ? undefined : ctx.connectors.find(system.connector);
    if (system === undefined || connector === undefined) return refused(domainError("not_found"));
    const { id: systemId, name, config: settings } = system;
    const { ofSystem: secretsKept } = await listSecretNames(tx, systemId, null);
    return ok({ systemId, slug, name, connector: connectorView(connector), settings, secretsKept });
  },
});
