import type { Means } from "#lib/core/access/layer.ts";

const SHAPE: Readonly<Record<Means, string>> = {
  connector: "M3.5 2h5A1.5 1.5 0 0 1 10 3.5v5A1.5 1.5 0 0 1 8.5 10h-5A1.5 1.5 0 0 1 2 8.5v-5A1.5 1.5 0 0 1 3.5 2Z",
  snapshot: "M2.7 1.5H7L9.5 4v6.5H2.7ZM4.4 6.3h3.4M4.4 8.3h3.4",
  manual: "M8 3.6a2 2 0 1 1-4 0a2 2 0 0 1 4 0ZM2 10.8c0-2.4 1.6-3.7 4-3.7s4 1.3 4 3.7",
  none: "M9.9 6a3.9 3.9 0 1 1-7.8 0a3.9 3.9 0 0 1 7.8 0Z",
};

/** One of the four marks of coverage. None of them is ever a verdict. */
export function MeansGlyph({ means }: { means: Means }) {
  return (
    <svg className="means" width="14" height="14" viewBox="0 0 12 12" aria-hidden="true">
      <path data-means={means} d={SHAPE[means]} />
    </svg>
  );
}

/** Two marks in one cell: left how it is acted on, right how it is observed. */
export function MeansPair({ act, observe }: { act: Means; observe: Means }) {
  return (
    <svg className="means" width="33" height="14" viewBox="0 0 28.3 12" aria-hidden="true">
      <path data-means={act} d={SHAPE[act]} />
      <path data-means={observe} d={SHAPE[observe]} transform="translate(16.3)" />
    </svg>
  );
}
