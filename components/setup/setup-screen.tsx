"use client";
import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import type { FoundView } from "#lib/core/views/found.ts";
import type { SetupStep, SetupView } from "#lib/core/views/setup.ts";
import type { SystemView } from "#lib/core/views/system.ts";
import { Door } from "./door.tsx";
import { FoundStep } from "./found-step.tsx";
import { LeaverStep } from "./leaver-step.tsx";
import { OwnersStep } from "./owners-step.tsx";
import { PeopleStep } from "./people-step.tsx";
import { setupHref } from "./setup-address.ts";
import type { SetupCommands } from "./setup-commands.ts";
import { StepTrail } from "./step-trail.tsx";
import { SystemStep } from "./system-step.tsx";

interface SetupScreenProps {
  readonly setup: SetupView;
  /** null: the two doors. */
  readonly step: SetupStep | null;
  /** Short name of the system of the address, where there is one. */
  readonly system: string | undefined;
  readonly leaver: string | undefined;
  /** Once a list of the system was accepted. */
  readonly found: FoundView | null;
  readonly owners: SystemView | null;
  readonly reader: { readonly name: string; readonly demo: boolean };
  readonly port: number;
  readonly commands: SetupCommands;
}

function reachable(setup: SetupView): readonly SetupStep[] {
  if (setup.leavers === 0) return ["people"];
  return setup.systems.some((one) => one.accepted > 0)
    ? ["people", "system", "found", "owners", "leaver"]
    : ["people", "system"];
}

/**
 * The first run, step by step. Only a file that was chosen and not yet taken is kept here: a browser gives it to nobody
 * twice. All else is what is recorded.
 */
export function SetupScreen(props: SetupScreenProps) {
  const { setup, step, system, leaver, found, owners, reader, port, commands } = props;
  const router = useRouter();
  const [file, setFile] = useState<File | null>(null);
  const choose = useCallback(
    (chosen: File) => {
      setFile(chosen);
      if (step === null) router.push(setupHref("people"));
    },
    [router, step],
  );
  if (step === null) return <Door demo={reader.demo} port={port} onFile={choose} />;
  const chosen = setup.systems.find((one) => one.slug === system) ?? null;
  return (
    <>
      <StepTrail current={step} reachable={reachable(setup)} system={found?.system.slug ?? system} />
      {step === "people" ? (
        <PeopleStep
          file={file}
          onFile={choose}
          leavers={setup.leavers}
          held={setup.held}
          commands={commands}
          onTaken={() => router.refresh()}
          next={setupHref("system", system === undefined ? {} : { system })}
        />
      ) : null}
      {step === "system" ? (
        <SystemStep setup={setup} system={chosen} readerName={reader.name} commands={commands} />
      ) : null}
      {step === "found" && found && owners ? <FoundStep found={found} owners={owners} commands={commands} /> : null}
      {step === "owners" && owners ? <OwnersStep view={owners} commands={commands} /> : null}
      {step === "leaver" && found ? (
        <LeaverStep found={found} leaver={leaver ?? null} readerName={reader.name} />
      ) : null}
    </>
  );
}
