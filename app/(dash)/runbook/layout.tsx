import type { ReactNode } from "react";
import { RunbookNav } from "#components/runbook/runbook-nav.tsx";

/** Head of the runbook: what it is, and its parts. */
export default function RunbookLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <h1 className="page-title">Runbook</h1>
      <p className="runbook-text">
        Written out of the rules in force: what stands here is what the product does, and a test fails when it is not.
      </p>
      <RunbookNav />
      {children}
    </>
  );
}
