import type { Metadata } from "next";
import { ThreeEndsPage } from "#components/runbook/three-ends-page.tsx";
import { threeEnds } from "#lib/core/runbook/three-ends.ts";

export const metadata: Metadata = { title: "Deactivation, deletion, deprovisioning · Runbook" };

export default function Page() {
  return <ThreeEndsPage rows={threeEnds()} />;
}
