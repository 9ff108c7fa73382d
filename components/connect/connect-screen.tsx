"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import type { ConnectionDraftView } from "#lib/core/views/connection.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { useAnnounce } from "../shell/live-region.tsx";
import { Refusals } from "../ui/refusals.tsx";
import { CheckStep } from "./check-step.tsx";
import { CONNECT_STEPS, type ConnectStep } from "./connect-address.ts";
import type { ConnectCommands } from "./connect-commands.ts";
import type { ConnectStart } from "./connect-start.ts";
import { ConnectTrail } from "./connect-trail.tsx";
import { PersonStep } from "./person-step.tsx";
import { SaveStep } from "./save-step.tsx";
import { SettingsStep } from "./settings-step.tsx";

interface ConnectScreenProps {
  readonly draft: ConnectionDraftView | null;
  readonly start: ConnectStart;
  readonly step: string | undefined;
  readonly commands: ConnectCommands;
}

function stepOf(asked: string | undefined, draft: ConnectionDraftView | null): ConnectStep {
  if (draft === null) return "settings";
  const step = CONNECT_STEPS.find((one) => one === asked) ?? "check";
  const accepted = draft.check?.authorised === true;
  return accepted || step === "settings" ? step : "check";
}

/** Forgets everything that was typed and found. */
function Discard({ draftId, discard }: { readonly draftId: string; readonly discard: ConnectCommands["discard"] }) {
  const router = useRouter();
  const announce = useAnnounce();
  const { run, pending, reasons } = useCommand(discard);
  const send = async () => {
    if (pending) return;
    const answer = await run({ draftId }, null);
    if (!answer.ok) return;
    announce("The draft was discarded");
    router.push("/systems");
  };
  return (
    <div className="connect-foot">
      <Refusals reasons={reasons} />
      <p className="text-meta text-muted">
        Nothing is connected before it is saved. The draft is yours alone; it is forgotten, with its credentials, a day
        after it was last touched.{" "}
        <button type="button" className="link" aria-disabled={pending} onClick={() => void send()}>
          Discard the draft
        </button>
      </p>
    </div>
  );
}

/** The wizard of one connection, step by step. What was typed stays here; what was sent is kept as a draft. */
export function ConnectScreen({ draft, start, step: asked, commands }: ConnectScreenProps) {
  const step = stepOf(asked, draft);
  const changes = draft?.changes ?? (start.slug && start.name ? { slug: start.slug, name: start.name } : null);
  return (
    <div className="connect">
      <nav className="crumbs" aria-label="Path">
        <Link href="/systems">Systems</Link>
        {changes === null ? null : (
          <>
            {" › "}
            <Link href={`/systems/${changes.slug}`}>
              <bdi>{changes.name}</bdi>
            </Link>
          </>
        )}
      </nav>
      <ConnectTrail
        current={step}
        draftId={draft?.id ?? null}
        accepted={draft?.check?.authorised === true}
        changes={changes !== null}
      />
      <div className="connect-step" hidden={step !== "settings"}>
        <SettingsStep draft={draft} start={start} changes={changes} commands={commands} />
      </div>
      {draft !== null && step === "check" ? <CheckStep draft={draft} commands={commands} /> : null}
      {draft !== null && step === "person" ? <PersonStep draft={draft} commands={commands} /> : null}
      {draft !== null && step === "save" ? <SaveStep draft={draft} commands={commands} /> : null}
      {draft === null ? null : <Discard draftId={draft.id} discard={commands.discard} />}
    </div>
  );
}
