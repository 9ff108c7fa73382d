import { LAYERS, type Layer } from "#lib/core/access/layer.ts";
import { LAYER_FULL, LAYER_WORD } from "../ledger/layer-words.ts";

interface LayersShownProps {
  readonly layers: readonly string[];
}

const named = (layers: readonly Layer[]) => {
  const words = layers.map((layer) => LAYER_FULL[layer].replace(/ \(.*/, "").toLowerCase());
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
};

/** Which of the eight layers lists show, in a sentence and as chips: a hatch means that nobody has looked. */
export function LayersShown({ layers }: LayersShownProps) {
  const seen = LAYERS.filter((layer) => layers.includes(layer));
  const unseen = LAYERS.filter((layer) => !layers.includes(layer));
  return (
    <>
      <p className="text-muted">
        {seen.length === 0 ? "No list has shown a layer yet. " : `Shown by lists: ${named(seen)}. `}
        {unseen.length === 0
          ? null
          : `Not shown: ${named(unseen)}; nobody has looked at them, and they stay in the count until the system is connected or an export of them is supplied.`}
      </p>
      <ul className="layers-shown" aria-label={`${seen.length} of ${LAYERS.length} layers are shown`}>
        {LAYERS.map((layer) => (
          <li key={layer} data-seen={seen.includes(layer) || undefined}>
            {LAYER_WORD[layer]}
            <span className="sr-only">{seen.includes(layer) ? ": shown" : ": not shown"}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
