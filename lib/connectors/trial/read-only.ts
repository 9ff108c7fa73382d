import type { Layer } from "../../core/access/layer.ts";
import type { Connection, Connector, LayerAbility, OpenOptions } from "../contract.ts";

/**
 * Opens a connection that cannot change its target: it has no `revoke`, promises no act, and its client sends nothing
 * that acts, whatever the connector asks of it.
 */
export function openReadOnly(connector: Connector, options: OpenOptions): Connection {
  const { revoke: _, ...connection } = connector.open({ ...options, readOnly: true });
  const layers: Partial<Record<Layer, LayerAbility>> = {};
  for (const [layer, ability] of Object.entries(connection.manifest.layers)) {
    // The keys of a manifest's layers are layers.
    layers[layer as Layer] = { ...ability, act: false };
  }
  return { ...connection, manifest: { ...connection.manifest, layers } };
}
