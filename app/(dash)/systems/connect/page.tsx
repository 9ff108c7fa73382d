import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ConnectScreen } from "#components/connect/connect-screen.tsx";
import { PickConnector } from "#components/connect/pick-connector.tsx";
import { page } from "#lib/transport/page.ts";
import { listConnectors } from "#lib/use-cases/systems/list-connectors.ts";
import { readConnection } from "#lib/use-cases/systems/read-connection.ts";
import { readDraft } from "#lib/use-cases/systems/read-draft.ts";
import * as commands from "./actions.ts";

export const metadata: Metadata = { title: "Add a system" };

interface ConnectPageProps {
  readonly searchParams: Promise<{
    readonly connector?: string;
    readonly draft?: string;
    readonly change?: string;
    readonly step?: string;
  }>;
}

/** The connection wizard. A draft is named in the address, so that leaving and coming back lose nothing. */
export default async function Page({ searchParams }: ConnectPageProps) {
  const { connector: id, draft: draftId, change, step } = await searchParams;
  if (draftId !== undefined) {
    const draft = await page(readDraft, { draftId });
    const start = { connector: draft.connector, settings: draft.settings, secretsKept: draft.secretsKept };
    return (
      <ConnectScreen key={draft.connector.id} draft={draft} start={start} step={step} commands={{ ...commands }} />
    );
  }
  if (change !== undefined) {
    const start = await page(readConnection, { slug: change });
    return <ConnectScreen key={start.connector.id} draft={null} start={start} step={step} commands={{ ...commands }} />;
  }
  const connectors = await page(listConnectors, {});
  if (id === undefined) return <PickConnector connectors={connectors} />;
  const connector = connectors.find((one) => one.id === id);
  if (connector === undefined) notFound();
  const start = { connector, settings: {}, secretsKept: [] };
  return <ConnectScreen key={id} draft={null} start={start} step={step} commands={{ ...commands }} />;
}
