import type { Metadata } from "next";
import { LeaverListScreen } from "#components/leavers/leaver-list-screen.tsx";
import { isPermitted } from "#lib/core/permissions.ts";
import { page, reader } from "#lib/transport/page.ts";
import { listLeavers } from "#lib/use-cases/leaver/list-leavers.ts";

export const metadata: Metadata = { title: "Leavers" };

interface LeaversPageProps {
  readonly searchParams: Promise<{ readonly tab?: string; readonly cursor?: string }>;
}

export default async function Page({ searchParams }: LeaversPageProps) {
  const { tab, cursor } = await searchParams;
  const [list, { role }] = await Promise.all([page(listLeavers, { tab, cursor }), reader()]);
  return (
    <LeaverListScreen
      key={`${list.tab} ${cursor ?? ""}`}
      initial={list}
      cursor={cursor ?? null}
      mayOpen={isPermitted(role, "lifecycle_event:record")}
      maySetUp={isPermitted(role, "system:write")}
    />
  );
}
