"use client";
import { useQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import type { DryRunView } from "#lib/core/views/dry-run.ts";
import type { InventoryRowView } from "#lib/core/views/inventory.ts";
import { readView } from "#lib/ui/read-view.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { useAnnounce } from "../shell/live-region.tsx";
import { Refusals } from "../ui/refusals.tsx";
import { useOpenDialog } from "../ui/use-open-dialog.ts";
import { actingSentences } from "./acting-words.ts";
import { CredentialNotice } from "./credential-notice.tsx";
import { DryRunTable } from "./dry-run-table.tsx";
import type { SystemCommands } from "./system-commands.ts";

interface ActingDialogProps {
  readonly system: InventoryRowView;
  readonly commands: Pick<SystemCommands, "switchActing">;
  readonly onClose: () => void;
}

/** Before acting is switched: what that will do, in words and numbers, access by access. */
export function ActingDialog({ system, commands, onClose }: ActingDialogProps) {
  const dialog = useOpenDialog(onClose);
  const announce = useAnnounce();
  const { run, pending, reasons } = useCommand(commands.switchActing);
  const next = !system.acting;
  const { data, error } = useQuery<DryRunView>({
    queryKey: ["dry-run", system.id, system.version],
    queryFn: ({ signal }) => readView(`/api/v1/systems/${system.id}/dry-run`, signal, {}),
    staleTime: 0,
    gcTime: 0,
  });
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (data === undefined || pending) return;
    const answer = await run({ systemId: system.id, acting: next }, system.version);
    if (!answer.ok) return;
    const due = answer.data.looks > 0 ? `. ${answer.data.looks} looks are due now` : "";
    announce(next ? `Acting on ${system.name} is on${due}` : `Acting on ${system.name} is off`);
    dialog.current?.close();
  };
  return (
    <dialog ref={dialog} className="dialog assign-dialog" aria-labelledby="acting-title" tabIndex={-1}>
      <form onSubmit={send}>
        <h2 id="acting-title" className="text-lead font-semibold">
          Switch acting {next ? "on" : "off"}: {system.name}
        </h2>
        <Refusals reasons={reasons} />
        {next ? <CredentialNotice credential={system.credentialOwner} /> : null}
        {error ? <p role="alert">{error.message}</p> : null}
        {data ? (
          <>
            {actingSentences(data).map((sentence) => (
              <p key={sentence} className="acting-sentence">
                {sentence}
              </p>
            ))}
            {next ? <DryRunTable run={data} /> : null}
            {next && data.unread.length > 0 ? (
              <p className="notice">
                Never read to its end here:{" "}
                <span className="mono">{data.unread.map((one) => one.leaverId).join(" ")}</span>
              </p>
            ) : null}
          </>
        ) : (
          <p className="text-muted">Working out what that would do…</p>
        )}
        <div className="dialog-foot">
          <span className="text-meta text-muted">Can be switched back at any time; the switch stays in the record</span>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="submit" className="button button-primary" aria-disabled={data === undefined || pending}>
            Switch acting {next ? "on" : "off"}
          </button>
        </div>
      </form>
    </dialog>
  );
}
