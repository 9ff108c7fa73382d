import type { Metadata } from "next";
import { SystemListScreen } from "#components/systems/system-list-screen.tsx";
import { isPermitted } from "#lib/core/permissions.ts";
import { page, reader } from "#lib/transport/page.ts";
import { listSystems } from "#lib/use-cases/systems/list-systems.ts";

export const metadata: Metadata = { title: "Systems" };

export default async function Page() {
  const [list, { role }] = await Promise.all([page(listSystems, {}), reader()]);
  return <SystemListScreen initial={list} maySetUp={isPermitted(role, "system:write")} />;
}
