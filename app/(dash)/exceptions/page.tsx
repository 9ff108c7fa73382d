import type { Metadata } from "next";
import { ExceptionListScreen } from "#components/exceptions/exception-list-screen.tsx";
import { page } from "#lib/transport/page.ts";
import { listExceptions } from "#lib/use-cases/exceptions/list-exceptions.ts";
import * as commands from "./actions.ts";

export const metadata: Metadata = { title: "Exceptions" };

interface ExceptionsPageProps {
  readonly searchParams: Promise<{ readonly tab?: string; readonly cursor?: string }>;
}

export default async function Page({ searchParams }: ExceptionsPageProps) {
  const { tab, cursor } = await searchParams;
  const list = await page(listExceptions, { tab, cursor });
  return (
    <ExceptionListScreen
      key={`${list.tab} ${cursor ?? ""}`}
      initial={list}
      cursor={cursor ?? null}
      commands={{ ...commands }}
    />
  );
}
