import type { Metadata } from "next";
import { VerdictTable } from "#components/verdict/verdict-table.tsx";

export const metadata: Metadata = { title: "Verdicts" };

export default function Page() {
  return (
    <>
      <h1 className="page-title">What each verdict means</h1>
      <p className="mb-2 max-w-[720px] text-muted">
        A verdict is derived from what was claimed and what was seen afterwards; nobody can set it. The tick belongs to
        Verified alone.
      </p>
      <VerdictTable />
    </>
  );
}
