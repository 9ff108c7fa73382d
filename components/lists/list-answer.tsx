"use client";
import { useState } from "react";
import type { SnapshotFinding } from "#lib/core/snapshot/finding.ts";
import { SNAPSHOT_FINDING } from "#lib/core/snapshot/finding.ts";
import type { RefusalReason } from "#lib/ui/command-answer.ts";
import { postJson } from "#lib/ui/post-json.ts";
import { Refusals } from "../ui/refusals.tsx";
import { Findings } from "./findings.tsx";
import type { ListAccepted } from "./list-types.ts";

interface ListAnswerProps {
  readonly systemId: string;
  readonly snapshotId: string;
  readonly findings: readonly SnapshotFinding[];
  readonly onAccepted: (accepted: ListAccepted) => void;
}

/** What stands out in a list, and the button that has it believed. */
export function ListAnswer({ systemId, snapshotId, findings, onAccepted }: ListAnswerProps) {
  const [confirmed, setConfirmed] = useState<readonly string[]>([]);
  const [reasons, setReasons] = useState<readonly RefusalReason[]>([]);
  const [pending, setPending] = useState(false);
  const open = findings.filter(
    ({ code }) => SNAPSHOT_FINDING[code].weight === "confirm" && !confirmed.includes(code),
  ).length;
  const accept = async () => {
    if (pending || open > 0) return;
    setPending(true);
    const path = `/api/v1/systems/${systemId}/snapshots/${snapshotId}/accept`;
    const posted = await postJson<ListAccepted>(path, { confirm: confirmed });
    setPending(false);
    setReasons(posted.ok ? [] : posted.reasons);
    if (posted.ok) onAccepted(posted.data);
  };
  return (
    <>
      <Findings
        findings={findings}
        confirmed={confirmed}
        onConfirm={(code, on) => setConfirmed((old) => (on ? [...old, code] : old.filter((one) => one !== code)))}
      />
      <Refusals reasons={reasons} />
      <p className="list-accept">
        <button
          type="button"
          className="button button-primary button-large"
          aria-disabled={pending || open > 0}
          onClick={accept}
        >
          {pending ? "Accepting…" : "Accept the list"}
        </button>
        <span className="text-muted">
          {open > 0
            ? `${open} of ${findings.length} findings wait to be looked at.`
            : "Until then nothing of it is believed."}
        </span>
      </p>
    </>
  );
}
