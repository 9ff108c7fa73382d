import Link from "next/link";
import { SETUP_STEPS, type SetupStep } from "#lib/core/views/setup.ts";
import { setupHref } from "./setup-address.ts";

const STEP_WORD: Readonly<Record<SetupStep, string>> = {
  people: "People",
  system: "One system",
  found: "What we found",
  owners: "Owners",
  leaver: "First leaver",
};

interface StepTrailProps {
  readonly current: SetupStep;
  /** Steps that can be gone to: what they show is there. */
  readonly reachable: readonly SetupStep[];
  readonly system: string | undefined;
}

/** The five steps, in order. Going back loses nothing: what was taken in is recorded. */
export function StepTrail({ current, reachable, system }: StepTrailProps) {
  return (
    <nav aria-label="Set-up">
      <ol className="trail">
        {SETUP_STEPS.map((step) => (
          <li key={step} data-current={step === current || undefined}>
            {step === current ? (
              <span aria-current="step">{STEP_WORD[step]}</span>
            ) : reachable.includes(step) ? (
              <Link href={setupHref(step, system === undefined ? {} : { system })}>{STEP_WORD[step]}</Link>
            ) : (
              <span>{STEP_WORD[step]}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
