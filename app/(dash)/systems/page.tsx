import type { Metadata } from "next";
import { CandidatesScreen } from "#components/candidates/candidates-screen.tsx";
import { SystemListScreen } from "#components/systems/system-list-screen.tsx";
import { isPermitted } from "#lib/core/permissions.ts";
import { SYSTEMS_A_PAGE } from "#lib/core/views/inventory.ts";
import { page, reader } from "#lib/transport/page.ts";
import { listCandidates } from "#lib/use-cases/candidates/list-candidates.ts";
import { listReadings } from "#lib/use-cases/readings/list-readings.ts";
import { listSystems } from "#lib/use-cases/systems/list-systems.ts";
import { switchActing } from "./[slug]/actions.ts";
import { add, dismiss, switchReading, takeBack } from "./candidate-actions.ts";

export const metadata: Metadata = { title: "Systems" };

interface SystemsPageProps {
  readonly searchParams: Promise<{ readonly tab?: string; readonly cursor?: string }>;
}

export default async function Page({ searchParams }: SystemsPageProps) {
  const { tab = "used", cursor } = await searchParams;
  const { role } = await reader();
  const isAsked = isPermitted(role, "candidate:read");
  const candidates = isAsked ? page(listCandidates, {}) : null;
  const commands = { add, dismiss, takeBack };
  if (candidates !== null && tab === "candidates") {
    const [initial, { tabs }, readings] = await Promise.all([
      candidates,
      page(listSystems, { tab: "all", limit: 1 }),
      page(listReadings, {}),
    ]);
    const found = { initial, commands };
    return <CandidatesScreen {...found} tabs={tabs} readings={readings} switchReading={switchReading} />;
  }
  // Neither waits for the other.
  const [initial, list] = await Promise.all([candidates, page(listSystems, { tab, cursor, limit: SYSTEMS_A_PAGE })]);
  return (
    <SystemListScreen
      key={`${list.tab} ${cursor ?? ""}`}
      initial={list}
      cursor={cursor ?? null}
      commands={{ switchActing }}
      maySetUp={isPermitted(role, "system:write")}
      candidates={initial === null ? null : { initial, commands }}
    />
  );
}
