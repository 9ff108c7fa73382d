import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { DemoStripe } from "#components/shell/demo-stripe.tsx";
import { parseTheme, THEME_COOKIE } from "#components/shell/theme.ts";
import { currentSession } from "#lib/auth/session.ts";
import { isDemo } from "#lib/transport/demo.ts";

export const metadata: Metadata = {
  title: { default: "Closeout", template: "%s · Closeout" },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

async function isAdministrator(): Promise<boolean> {
  const actor = (await currentSession())?.actor;
  return actor?.kind === "user" && actor.role === "administrator";
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" data-theme={theme === "system" ? undefined : theme}>
      <body>
        {isDemo() ? <DemoStripe mayLeave={await isAdministrator()} /> : null}
        {children}
      </body>
    </html>
  );
}
