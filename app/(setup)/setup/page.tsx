import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { setupHref } from "#components/setup/setup-address.ts";
import { SetupScreen } from "#components/setup/setup-screen.tsx";
import { SETUP_STEPS, type SetupStep, type SetupView } from "#lib/core/views/setup.ts";
import { ownPort } from "#lib/transport/own-port.ts";
import { page, reader } from "#lib/transport/page.ts";
import { readFound } from "#lib/use-cases/leaver/read-found.ts";
import { readSetup } from "#lib/use-cases/setup/read-setup.ts";
import { readSystem } from "#lib/use-cases/systems/read-system.ts";
import * as commands from "./actions.ts";

export const metadata: Metadata = { title: "Set-up" };

interface SetupPageProps {
  readonly searchParams: Promise<{ readonly step?: string; readonly system?: string; readonly leaver?: string }>;
}

/** Steps that show what one system came to. */
const OF_A_SYSTEM: readonly SetupStep[] = ["found", "owners", "leaver"];

/** The first step that is still to do, where the address names none; null: the doors. */
function stepOf(asked: string | undefined, setup: SetupView): SetupStep | null {
  const known = SETUP_STEPS.find((step) => step === asked);
  if (known !== undefined) return known;
  if (setup.leavers === 0) return null;
  return setup.systems.some((one) => one.accepted > 0) ? "found" : "system";
}

export default async function Page({ searchParams }: SetupPageProps) {
  const { step: asked, system, leaver } = await searchParams;
  const [setup, { name, demo }] = await Promise.all([page(readSetup, {}), reader()]);
  const step = stepOf(asked, setup);
  const slug = system ?? setup.systems.find((one) => one.accepted > 0)?.slug;
  const isOfSystem = step !== null && OF_A_SYSTEM.includes(step);
  if (isOfSystem && slug === undefined) redirect(setupHref(setup.leavers === 0 ? "people" : "system"));
  const [found, owners] =
    isOfSystem && slug !== undefined
      ? await Promise.all([
          page(readFound, { slug, leaver: step === "leaver" ? leaver : undefined }),
          page(readSystem, { slug }),
        ])
      : [null, null];
  const [worst] = found?.people ?? [];
  // Named in the address from the start: once seen gone, another is the worst.
  if (step === "leaver" && leaver === undefined && found !== null && worst !== undefined)
    redirect(setupHref("leaver", { system: found.system.slug, leaver: worst.id }));
  return (
    <SetupScreen
      setup={setup}
      step={step}
      system={system}
      leaver={leaver}
      found={found}
      owners={owners}
      reader={{ name, demo }}
      port={ownPort()}
      commands={{ ...commands }}
    />
  );
}
