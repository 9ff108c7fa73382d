import Link from "next/link";
import { CONNECT_STEPS, type ConnectStep, connectHref } from "./connect-address.ts";

const STEP_WORD: Readonly<Record<ConnectStep, string>> = {
  settings: "Settings",
  check: "Check",
  person: "One person",
  save: "Save",
};

interface ConnectTrailProps {
  /** null: the kind of system is chosen first. */
  readonly current: ConnectStep | null;
  readonly draftId: string | null;
  /** The target has accepted these settings. */
  readonly accepted: boolean;
  /** A system that is there is changed: its kind is not chosen again. */
  readonly changes: boolean;
}

function Place({ step, current, draftId, accepted }: ConnectTrailProps & { readonly step: ConnectStep }) {
  if (step === current) return <span aria-current="step">{STEP_WORD[step]}</span>;
  const open = draftId !== null && (accepted || step === "settings" || step === "check");
  if (!open || draftId === null) return <span>{STEP_WORD[step]}</span>;
  return <Link href={connectHref(draftId, step)}>{STEP_WORD[step]}</Link>;
}

/** The steps of the wizard, in order. Going back loses nothing. */
export function ConnectTrail(props: ConnectTrailProps) {
  const { current, changes } = props;
  return (
    <nav aria-label="Steps">
      <ol className="trail">
        {changes ? null : (
          <li data-current={current === null || undefined}>
            {current === null ? (
              <span aria-current="step">Kind of system</span>
            ) : (
              <Link href="/systems/connect">Kind of system</Link>
            )}
          </li>
        )}
        {CONNECT_STEPS.map((step) => (
          <li key={step} data-current={step === current || undefined}>
            <Place {...props} step={step} />
          </li>
        ))}
      </ol>
    </nav>
  );
}
