import type { Metadata } from "next";
import { ContradictionsScreen } from "#components/contradictions/contradictions-screen.tsx";
import { Readings } from "#components/readings/readings.tsx";
import { isPermitted } from "#lib/core/permissions.ts";
import { page, reader } from "#lib/transport/page.ts";
import { listContradictions } from "#lib/use-cases/claims/list-contradictions.ts";
import { listReadings } from "#lib/use-cases/readings/list-readings.ts";
import * as actions from "./actions.ts";

export const metadata: Metadata = { title: "Contradicted claims" };

interface ContradictionsPageProps {
  readonly searchParams: Promise<
    Readonly<Partial<Record<"tab" | "tool" | "system" | "from" | "to" | "cursor", string>>>
  >;
}

export default async function Page({ searchParams }: ContradictionsPageProps) {
  const { tab, tool, system, from, to, cursor } = await searchParams;
  // A date left empty in the form is no date.
  const period = { from: from || undefined, to: to || undefined };
  const asked = { tab, tool, system, ...period, cursor };
  const [view, { role }, readings] = await Promise.all([
    page(listContradictions, asked),
    reader(),
    page(listReadings, {}),
  ]);
  const { switchReading, ...commands } = actions;
  return (
    <>
      <ContradictionsScreen
        key={JSON.stringify(asked)}
        initial={view}
        cursor={cursor ?? null}
        mayImport={isPermitted(role, "claim:record")}
        commands={commands}
        mayExport={isPermitted(role, "claim:export")}
      />
      <Readings initial={readings} reading="claims" switchReading={switchReading} />
    </>
  );
}
