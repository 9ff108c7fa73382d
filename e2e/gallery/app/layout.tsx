import "../../../app/globals.css";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Shell } from "#components/shell/shell.tsx";
import { parseTheme, THEME_COOKIE } from "#components/shell/theme.ts";
import { QueryProvider } from "#lib/ui/query-provider.tsx";
import { chooseTheme } from "../../../app/(dash)/choose-theme.ts";
import { signOut } from "./sign-out.ts";

export const metadata = { title: "Gallery" };

export default async function Layout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" data-theme={theme === "system" ? undefined : theme}>
      <body>
        <QueryProvider>
          <Shell
            demo
            theme={theme}
            reader={{ name: "A. Moreau" }}
            counts={{ steps: 418, systems: 46, contradicted: 31 }}
            signOut={signOut}
            chooseTheme={chooseTheme}
          >
            {children}
          </Shell>
        </QueryProvider>
      </body>
    </html>
  );
}
