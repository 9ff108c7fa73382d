import type { Metadata } from "next";
import { cache } from "react";
import { SheetBar } from "#components/sheet/sheet-bar.tsx";
import { SheetPaper } from "#components/sheet/sheet-paper.tsx";
import { isDemo } from "#lib/transport/demo.ts";
import { page } from "#lib/transport/page.ts";
import { readSheet } from "#lib/use-cases/leaver/read-sheet.ts";
import { exportSheet } from "./actions.ts";

interface SheetPageProps {
  readonly params: Promise<{ readonly leaverId: string }>;
}

/** Read once a request, for the title and for the page: both are of one instant. */
const read = cache((leaver: string) => page(readSheet, { leaver, demo: isDemo() }));

export async function generateMetadata({ params }: SheetPageProps): Promise<Metadata> {
  const { content } = await read((await params).leaverId);
  return { title: { absolute: `${content.title} · ${content.person}` } };
}

export default async function Page({ params }: SheetPageProps) {
  const sheet = await read((await params).leaverId);
  return (
    <main className="sheet-desk">
      <SheetBar leaverId={sheet.content.id} exportSheet={exportSheet} />
      <SheetPaper sheet={sheet} />
    </main>
  );
}
