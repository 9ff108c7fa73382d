import type { Metadata } from "next";
import { cache } from "react";
import { LeaverScreen } from "#components/leaver/leaver-screen.tsx";
import { leaverTitle } from "#components/leaver/leaver-title.ts";
import { page } from "#lib/transport/page.ts";
import { readLeaver } from "#lib/use-cases/leaver/read-leaver.ts";
import * as commands from "./actions.ts";

interface LeaverPageProps {
  readonly params: Promise<{ readonly leaverId: string }>;
}

/** Read once a request, for the title and for the page. */
const read = cache((leaver: string) => page(readLeaver, { leaver }));

export async function generateMetadata({ params }: LeaverPageProps): Promise<Metadata> {
  const { leaverId } = await params;
  return { title: { absolute: leaverTitle(await read(leaverId)) } };
}

export default async function Page({ params }: LeaverPageProps) {
  const { leaverId } = await params;
  const leaver = await read(leaverId);
  return <LeaverScreen key={leaver.header.caseId} initial={leaver} commands={{ ...commands }} />;
}
