function Hatch({ id, paper, ink, width }: { id: string; paper: string; ink: string; width: number }) {
  return (
    <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="5" height="5" fill={paper} />
      <rect width={width} height="5" fill={ink} />
    </pattern>
  );
}

/** Patterns of the bars: a hatch always means "not known". Rendered once a page. */
export function Hatches() {
  return (
    <svg width="0" height="0" aria-hidden="true" className="absolute">
      <defs>
        <Hatch id="hatch-unknown" paper="var(--surface)" ink="var(--unknown-text)" width={1.8} />
        <Hatch id="hatch-usable" paper="var(--present-tint)" ink="var(--present)" width={2} />
        <Hatch id="hatch-ended" paper="var(--surface)" ink="var(--ended-line)" width={1.6} />
      </defs>
    </svg>
  );
}
