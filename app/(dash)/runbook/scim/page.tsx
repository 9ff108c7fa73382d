import type { Metadata } from "next";
import { ScimPage } from "#components/runbook/scim-page.tsx";
import { walkServer, walkSteps } from "#components/runbook/scim-walk.ts";

export const metadata: Metadata = { title: "SCIM, step by step · Runbook" };

export default function Page() {
  return <ScimPage server={walkServer} steps={walkSteps} />;
}
