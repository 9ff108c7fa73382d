import type { Metadata } from "next";
import { cache } from "react";
import { AccountsScreen } from "#components/accounts/accounts-screen.tsx";
import { LISTED_TABS, type ListedTab } from "#lib/core/views/discovery.ts";
import { page } from "#lib/transport/page.ts";
import { readSystemAccounts } from "#lib/use-cases/discovery/read-system-accounts.ts";
import * as commands from "./actions.ts";

interface AccountsPageProps {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<{ readonly tab?: string; readonly begins?: string; readonly from?: string }>;
}

const read = cache((slug: string, standing: ListedTab, begins: string, cursor: string | undefined) =>
  page(readSystemAccounts, { slug, standing, begins, ...(cursor === undefined ? {} : { cursor }) }),
);

async function asked({ params, searchParams }: AccountsPageProps) {
  const [{ slug }, { tab, begins = "", from }] = await Promise.all([params, searchParams]);
  return { slug, tab: LISTED_TABS.find((one) => one === tab) ?? "uncorrelated", begins, from };
}

export async function generateMetadata(props: AccountsPageProps): Promise<Metadata> {
  const { slug, tab, begins, from } = await asked(props);
  return { title: { absolute: `Accounts · ${(await read(slug, tab, begins, from)).system.name}` } };
}

export default async function Page(props: AccountsPageProps) {
  const { slug, tab, begins, from } = await asked(props);
  const view = await read(slug, tab, begins, from);
  return <AccountsScreen view={view} begins={begins} from={from ?? null} commands={{ ...commands }} />;
}
