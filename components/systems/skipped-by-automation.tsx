import type { SystemView } from "#lib/core/views/system.ts";
import { LAYER_WORD } from "../ledger/layer-words.ts";
import { skippedSentence } from "./system-words.ts";

/** Layers that exist, or may, and that no connector acts on. */
function handLayers({ system }: SystemView): string {
  const layers = system.coverage.filter(({ exists, act }) => exists !== "no" && act !== "connector");
  return layers.map(({ layer }) => LAYER_WORD[layer]).join(", ");
}

function handSentence(view: SystemView): string {
  const { system } = view;
  const byHand = handLayers(view);
  if (system.connector === null) return "No connector: Closeout acts on nothing here. Owners act by hand.";
  const beyond = byHand === "" ? "The connector acts on every layer that exists." : `No connector acts on: ${byHand}.`;
  return system.acting ? beyond : `${beyond} Acting is switched off: until then owners act on everything by hand.`;
}

/** What automation does not do here, other tools' and our own, and how many open items hang on it. */
export function SkippedByAutomation({ view }: { view: SystemView }) {
  const { system, leftToPeople, tools } = view;
  const items = leftToPeople.reduce((sum, one) => sum + one.items, 0);
  return (
    <section className="card system-part" aria-labelledby="skipped-title">
      <h2 id="skipped-title" className="text-lead font-semibold">
        Skipped by automation
      </h2>
      <p className={system.skippedBy.length > 0 ? "bad" : "text-muted"}>{skippedSentence(system.skippedBy, tools)}</p>
      <p>{handSentence(view)}</p>
      {items === 0 ? (
        <p className="text-muted">No open item is left to people.</p>
      ) : (
        <>
          <p className="num">
            <b>
              {items} open {items === 1 ? "item is" : "items are"} left to people.
            </b>
          </p>
          <div className="list-wrap">
            <table className="list left-list">
              <caption className="sr-only">Open items that automation leaves to people, by layer and reason</caption>
              <thead>
                <tr>
                  <th scope="col">Layer</th>
                  <th scope="col">Why</th>
                  <th scope="col" className="figure">
                    Open items
                  </th>
                </tr>
              </thead>
              <tbody>
                {leftToPeople.map(({ layer, because, items: count }) => (
                  <tr key={`${layer} ${because}`}>
                    <th scope="row">{LAYER_WORD[layer]}</th>
                    <td className="why">{because}</td>
                    <td className="num figure">{count}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}
