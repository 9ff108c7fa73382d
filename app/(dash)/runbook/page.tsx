import type { Metadata } from "next";
import { WorkflowPage } from "#components/runbook/workflow-page.tsx";
import { DEADLINES_DEFAULT } from "#lib/core/leaver/deadlines.ts";
import { workflow } from "#lib/core/runbook/workflow.ts";
import { minIndependenceOf } from "#lib/use-cases/_kit/verdict-input.ts";

export const metadata: Metadata = { title: "Runbook" };

export default function Page() {
  return <WorkflowPage {...workflow({ deadlines: DEADLINES_DEFAULT, minIndependence: minIndependenceOf })} />;
}
