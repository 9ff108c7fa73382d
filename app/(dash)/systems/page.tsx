import type { Metadata } from "next";
import { SystemListScreen } from "#components/systems/system-list-screen.tsx";
import { page } from "#lib/transport/page.ts";
import { listSystems } from "#lib/use-cases/systems/list-systems.ts";

export const metadata: Metadata = { title: "Systems" };

export default async function Page() {
  return <SystemListScreen initial={await page(listSystems, {})} />;
}
