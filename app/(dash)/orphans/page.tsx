import type { Metadata } from "next";
import { OrphansScreen } from "#components/accounts/orphans-screen.tsx";
import { page } from "#lib/transport/page.ts";
import { listOrphans } from "#lib/use-cases/discovery/list-orphans.ts";

export const metadata: Metadata = { title: "Accounts of nobody" };

export default async function Page() {
  return <OrphansScreen view={await page(listOrphans, {})} />;
}
