import type { Connector } from "#lib/connectors/contract.ts";
import { LAYERS } from "#lib/core/access/layer.ts";
import type { ConnectorView } from "#lib/core/views/connection.ts";

const UNSEEN = /^(?:(.+): )?not yet seen against the vendor$/;

/** A connector as somebody chooses it, with what it was run against and what not. */
export function connectorView({ manifest, form }: Connector): ConnectorView {
  const unseen = manifest.seenAgainst.flatMap((phrase) => UNSEEN.exec(phrase) ?? []);
  const [whole, part] = unseen;
  return {
    id: manifest.id,
    name: manifest.name,
    layers: LAYERS.flatMap((layer) => {
      const ability = manifest.layers[layer];
      return ability === undefined ? [] : [{ layer, act: ability.act, observe: ability.observe }];
    }),
    runAgainst: manifest.seenAgainst.filter((phrase) => !UNSEEN.test(phrase)),
    notSeen:
      whole === undefined
        ? null
        : part === undefined
          ? "Not yet seen against the vendor."
          : `${part}: not yet seen against the vendor.`,
    settings: form.settings,
    secrets: form.secrets,
  };
}
