import type { Metadata } from "next";
import { CandidatesScreen } from "#components/candidates/candidates-screen.tsx";
import { SystemListScreen } from "#components/systems/system-list-screen.tsx";
import { isPermitted } from "#lib/core/permissions.ts";
import { page, reader } from "#lib/transport/page.ts";
import { listCandidates } from "#lib/use-cases/candidates/list-candidates.ts";
import { listReadings } from "#lib/use-cases/readings/list-readings.ts";
import { listSystems } from "#lib/use-cases/systems/list-systems.ts";
import * as candidateCommands from "./candidate-actions.ts";

export const metadata: Metadata = { title: "Systems" };

interface SystemsPageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function Page({ searchParams }: SystemsPageProps) {
  const { role } = await reader();
  const { switchReading, ...commands } = candidateCommands;
  const found = isPermitted(role, "candidate:read") ? { initial: await page(listCandidates, {}), commands } : null;
  if (found !== null && (await searchParams)["tab"] === "candidates") {
    const readings = await page(listReadings, {});
    return <CandidatesScreen {...found} readings={readings} switchReading={switchReading} />;
  }
  const list = await page(listSystems, {});
  return <SystemListScreen initial={list} maySetUp={isPermitted(role, "system:write")} candidates={found} />;
}
