import { Brand } from "#components/shell/brand.tsx";

/** A link that cannot be used: what happened, and what to do. It does not tell which of the reasons it is. */
export default function NotFound() {
  return (
    <main className="plain-page">
      <Brand demo={false} />
      <h1 className="page-title">This link cannot be used</h1>
      <p>
        It is too old, not complete, or no longer yours to answer. Nothing was changed, and what you answered before is
        kept. Ask whoever sent it for a new one.
      </p>
    </main>
  );
}
