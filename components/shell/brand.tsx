/** Name and mark of the product; a demo database says so wherever it is shown. */
export function Brand({ demo }: { demo: boolean }) {
  return (
    <div className="brand">
      <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
        <rect width="20" height="20" rx="5" fill="var(--fg)" />
        <path d="M13.6 6.4a5 5 0 1 0 0 7.2" fill="none" stroke="var(--bg)" strokeWidth="2" strokeLinecap="round" />
        <path d="M10 10h4" stroke="var(--bg)" strokeWidth="2" strokeLinecap="round" />
      </svg>
      <span className="brand-name">Closeout</span>
      {demo ? <span className="demo-mark">Demo</span> : null}
    </div>
  );
}
