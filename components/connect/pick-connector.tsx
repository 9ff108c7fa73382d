import Link from "next/link";
import type { ConnectorView } from "#lib/core/views/connection.ts";
import { LAYER_WORD } from "../ledger/layer-words.ts";
import { ConnectTrail } from "./connect-trail.tsx";

function words(layers: ConnectorView["layers"]): string {
  return layers.map(({ layer }) => LAYER_WORD[layer].toLowerCase()).join(", ");
}

function Kind({ connector }: { connector: ConnectorView }) {
  const { id, name, layers, runAgainst, notSeen } = connector;
  const acts = layers.filter(({ act }) => act);
  const looks = layers.filter(({ observe }) => observe);
  return (
    <li className="card kind">
      <h2 className="kind-name">
        <Link href={`/systems/connect?connector=${encodeURIComponent(id)}`}>{name}</Link>
      </h2>
      <dl className="kind-facts">
        <dt>Looks at</dt>
        <dd>{looks.length === 0 ? "nothing by itself" : words(looks)}</dd>
        <dt>Can act on</dt>
        <dd>{acts.length === 0 ? "nothing: owners act by hand" : words(acts)}</dd>
        <dt>Run against</dt>
        <dd>{runAgainst.length === 0 ? "nothing yet" : runAgainst.join(", ")}</dd>
      </dl>
      {notSeen === null ? null : <p className="kind-unseen">{notSeen}</p>}
    </li>
  );
}

/** Which kind of system is connected, each with what is known of the connector. */
export function PickConnector({ connectors }: { connectors: readonly ConnectorView[] }) {
  return (
    <div className="connect">
      <nav className="crumbs" aria-label="Path">
        <Link href="/systems">Systems</Link>
      </nav>
      <ConnectTrail current={null} draftId={null} accepted={false} changes={false} />
      <h1 className="page-title">Which kind of system?</h1>
      <p className="connect-lead">
        Closeout connects to {connectors.length} kinds by itself. It is tried before it is saved, and only looks until
        somebody switches acting on. Is yours not here?{" "}
        <Link className="link" href="/setup?step=system">
          Set it up from a list that it exports
        </Link>
        : every system can do that.
      </p>
      <ul className="kinds">
        {connectors.map((connector) => (
          <Kind key={connector.id} connector={connector} />
        ))}
      </ul>
    </div>
  );
}
