import type { Metadata } from "next";
import { ContradictionsScreen } from "#components/contradictions/contradictions-screen.tsx";
import { isPermitted } from "#lib/core/permissions.ts";
import { page, reader } from "#lib/transport/page.ts";
import { listContradictions } from "#lib/use-cases/claims/list-contradictions.ts";

export const metadata: Metadata = { title: "Contradicted claims" };

interface ContradictionsPageProps {
  readonly searchParams: Promise<Readonly<Partial<Record<"tab" | "tool" | "system" | "cursor", string>>>>;
}

export default async function Page({ searchParams }: ContradictionsPageProps) {
  const { tab, tool, system, cursor } = await searchParams;
  const [view, { role }] = await Promise.all([page(listContradictions, { tab, tool, system, cursor }), reader()]);
  return (
    <ContradictionsScreen
      key={`${view.tab} ${tool ?? ""} ${system ?? ""} ${cursor ?? ""}`}
      initial={view}
      cursor={cursor ?? null}
      mayImport={isPermitted(role, "claim:record")}
      mayExport={isPermitted(role, "claim:export")}
    />
  );
}
