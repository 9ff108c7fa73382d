"use client";

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="plain-page">
      <h1 className="page-title">This could not be shown</h1>
      <p className="text-muted">
        Something failed on our side. What was acknowledged is kept. Try again; quote the reference if it stays.
      </p>
      {error.digest ? <p className="mono">{error.digest}</p> : null}
      <button type="button" className="button" onClick={reset}>
        Try again
      </button>
    </main>
  );
}
