import { cookies } from "next/headers";
import { type ReactNode, Suspense } from "react";
import { Shell } from "#components/shell/shell.tsx";
import { parseTheme, THEME_COOKIE } from "#components/shell/theme.ts";
import { countedWord } from "#lib/core/views/counted.ts";
import { page, reader } from "#lib/transport/page.ts";
import { QueryProvider } from "#lib/ui/query-provider.tsx";
import { countContradicted } from "#lib/use-cases/claims/count-contradicted.ts";
import { countOpenSteps } from "#lib/use-cases/steps/count-steps.ts";
import { countSystems } from "#lib/use-cases/systems/count-systems.ts";
import { chooseTheme } from "./choose-theme.ts";
import { signOut } from "./sign-out.ts";

async function StepCount() {
  return countedWord(await page(countOpenSteps, {}));
}

async function SystemCount() {
  return await page(countSystems, {});
}

async function ContradictedCount() {
  return await page(countContradicted, {});
}

/** Not waited for: no screen comes later because of its menu. */
const counts = {
  steps: (
    <Suspense>
      <StepCount />
    </Suspense>
  ),
  systems: (
    <Suspense>
      <SystemCount />
    </Suspense>
  ),
  contradicted: (
    <Suspense>
      <ContradictedCount />
    </Suspense>
  ),
};

/** Frame of every screen behind the sign-in. Each page and action still authorises itself. */
export default async function DashLayout({ children }: { children: ReactNode }) {
  const { name, demo } = await reader();
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <QueryProvider>
      <Shell reader={{ name }} demo={demo} counts={counts} theme={theme} signOut={signOut} chooseTheme={chooseTheme}>
        {children}
      </Shell>
    </QueryProvider>
  );
}
