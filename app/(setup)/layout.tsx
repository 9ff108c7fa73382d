import Link from "next/link";
import type { ReactNode } from "react";
import { SinceSignIn } from "#components/setup/since-sign-in.tsx";
import { Brand } from "#components/shell/brand.tsx";
import { LiveRegion } from "#components/shell/live-region.tsx";
import { page, reader } from "#lib/transport/page.ts";
import { QueryProvider } from "#lib/ui/query-provider.tsx";
import { readSetup } from "#lib/use-cases/setup/read-setup.ts";

/** Frame of the first run: no side bar, since there is nothing to go to yet. Each page and action authorises itself. */
export default async function SetupLayout({ children }: { children: ReactNode }) {
  const [{ demo }, setup] = await Promise.all([reader(), page(readSetup, {})]);
  return (
    <QueryProvider>
      <LiveRegion>
        <a className="skip" href="#main">
          Skip to content
        </a>
        <header className="setup-head">
          <Link href="/leavers" aria-label="Closeout, all leavers">
            <Brand demo={demo} />
          </Link>
          <SinceSignIn setup={setup} />
        </header>
        <main className="setup-main" id="main" tabIndex={-1}>
          {children}
        </main>
      </LiveRegion>
    </QueryProvider>
  );
}
