import { axisAt, TICKS } from "./axis.ts";

/** Names of the ticks. The scale itself is named in the legend and in the head's hidden text. */
export function AxisHead() {
  return (
    <svg width="100%" height="14" aria-hidden="true" className="axis-head">
      {TICKS.map((tick) => (
        <text key={tick.word} x={`${axisAt(tick.span)}%`} y="11" textAnchor="middle">
          {tick.word}
        </text>
      ))}
    </svg>
  );
}
