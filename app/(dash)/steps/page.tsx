import type { Metadata } from "next";
import { StepListScreen } from "#components/steps/step-list-screen.tsx";
import { page } from "#lib/transport/page.ts";
import { listSteps } from "#lib/use-cases/steps/list-steps.ts";
import * as commands from "./actions.ts";

export const metadata: Metadata = { title: "Steps" };

interface StepsPageProps {
  readonly searchParams: Promise<{ readonly tab?: string; readonly q?: string; readonly cursor?: string }>;
}

export default async function Page({ searchParams }: StepsPageProps) {
  const { tab, q, cursor } = await searchParams;
  const list = await page(listSteps, { tab, q, cursor });
  return (
    <StepListScreen
      key={JSON.stringify([list.tab, list.tokens, cursor])}
      initial={list}
      cursor={cursor ?? null}
      commands={{ ...commands }}
    />
  );
}
