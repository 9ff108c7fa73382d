import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Shell } from "#components/shell/shell.tsx";
import { parseTheme, THEME_COOKIE } from "#components/shell/theme.ts";
import { page, reader } from "#lib/transport/page.ts";
import { QueryProvider } from "#lib/ui/query-provider.tsx";
import { countContradicted } from "#lib/use-cases/claims/count-contradicted.ts";
import { chooseTheme } from "./choose-theme.ts";
import { signOut } from "./sign-out.ts";

/** Frame of every screen behind the sign-in. Each page and action still authorises itself. */
export default async function DashLayout({ children }: { children: ReactNode }) {
  const { name, demo } = await reader();
  const contradicted = await page(countContradicted, {});
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <QueryProvider>
      <Shell
        reader={{ name }}
        demo={demo}
        contradicted={contradicted}
        theme={theme}
        signOut={signOut}
        chooseTheme={chooseTheme}
      >
        {children}
      </Shell>
    </QueryProvider>
  );
}
