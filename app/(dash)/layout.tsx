import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { Shell } from "#components/shell/shell.tsx";
import { parseTheme, THEME_COOKIE } from "#components/shell/theme.ts";
import { currentSession } from "#lib/auth/session.ts";
import { QueryProvider } from "#lib/ui/query-provider.tsx";
import { chooseTheme } from "./choose-theme.ts";
import { signOut } from "./sign-out.ts";

/** Frame of every screen behind the sign-in. Each page and action still authorises itself. */
export default async function DashLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  if (session === null) redirect("/sign-in");
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <QueryProvider>
      <Shell reader={{ name: session.name }} demo={false} theme={theme} signOut={signOut} chooseTheme={chooseTheme}>
        {children}
      </Shell>
    </QueryProvider>
  );
}
