import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ImportClaimsForm } from "#components/contradictions/import-form.tsx";
import { isPermitted } from "#lib/core/permissions.ts";
import { reader } from "#lib/transport/page.ts";

export const metadata: Metadata = { title: "Import claims" };

export default async function Page() {
  const { role } = await reader();
  if (!isPermitted(role, "claim:record")) notFound();
  return (
    <>
      <h1 className="page-title">Import claims of another tool</h1>
      <p className="max-w-[720px] text-muted">
        Each task becomes a claim on the access it is about. It closes nothing: Closeout looks for itself afterwards and
        says which claims are contradicted. A file can be imported again; nothing counts twice.
      </p>
      <ImportClaimsForm />
    </>
  );
}
