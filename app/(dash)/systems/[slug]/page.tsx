import type { Metadata } from "next";
import { cache } from "react";
import { SystemScreen } from "#components/systems/system-screen.tsx";
import { page, reader } from "#lib/transport/page.ts";
import { readSystem } from "#lib/use-cases/systems/read-system.ts";
import * as commands from "./actions.ts";

interface SystemPageProps {
  readonly params: Promise<{ readonly slug: string }>;
}

/** Read once a request, for the title and for the page. */
const read = cache((slug: string) => page(readSystem, { slug }));

export async function generateMetadata({ params }: SystemPageProps): Promise<Metadata> {
  const { slug } = await params;
  return { title: { absolute: `${(await read(slug)).system.name} · Systems` } };
}

export default async function Page({ params }: SystemPageProps) {
  const { slug } = await params;
  const [view, { name }] = await Promise.all([read(slug), reader()]);
  return <SystemScreen key={view.system.id} initial={view} commands={{ ...commands }} readerName={name} />;
}
