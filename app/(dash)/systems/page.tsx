import type { Metadata } from "next";
import { SystemListScreen } from "#components/systems/system-list-screen.tsx";
import { isPermitted } from "#lib/core/permissions.ts";
import { SYSTEMS_A_PAGE } from "#lib/core/views/inventory.ts";
import { page, reader } from "#lib/transport/page.ts";
import { listSystems } from "#lib/use-cases/systems/list-systems.ts";
import { switchActing } from "./[slug]/actions.ts";

export const metadata: Metadata = { title: "Systems" };

interface SystemsPageProps {
  readonly searchParams: Promise<{ readonly tab?: string; readonly cursor?: string }>;
}

export default async function Page({ searchParams }: SystemsPageProps) {
  const { tab = "used", cursor } = await searchParams;
  const [list, { role }] = await Promise.all([page(listSystems, { tab, cursor, limit: SYSTEMS_A_PAGE }), reader()]);
  return (
    <SystemListScreen
      key={`${list.tab} ${cursor ?? ""}`}
      initial={list}
      cursor={cursor ?? null}
      commands={{ switchActing }}
      maySetUp={isPermitted(role, "system:write")}
    />
  );
}
