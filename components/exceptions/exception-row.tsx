"use client";
import Link from "next/link";
import type { ExceptionRowView } from "#lib/core/views/exceptions.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { LAYER_WORD } from "../ledger/layer-words.ts";
import { useAnnounce } from "../shell/live-region.tsx";
import { formatDuration, spanBetween } from "../time/format-duration.ts";
import { formatFull } from "../time/format-instant.ts";
import { Refusals } from "../ui/refusals.tsx";
import { VerdictChip } from "../verdict/verdict-chip.tsx";
import type { ExceptionCommands } from "./exception-commands.ts";

interface ExceptionRowProps {
  readonly row: ExceptionRowView;
  readonly commands: ExceptionCommands;
  readonly asOfIso: string;
}

function End({ row, asOfIso }: Pick<ExceptionRowProps, "row" | "asOfIso">) {
  const left = spanBetween(asOfIso, row.untilIso);
  return (
    <p className={left > 0 ? "num" : "num text-muted"} suppressHydrationWarning>
      Until {formatFull(row.untilIso, row.zone)}
      {left > 0 ? `, in ${formatDuration(left)}` : ", ended"}
    </p>
  );
}

function Decision({ row, commands }: Omit<ExceptionRowProps, "asOfIso">) {
  const announce = useAnnounce();
  const approve = useCommand(commands.approve);
  const refuse = useCommand(commands.refuse);
  const pending = approve.pending || refuse.pending;
  const about = `${row.personName}, ${row.systemName}`;
  const decide = async (command: typeof approve, word: string) => {
    if (pending) return;
    const { ok } = await command.run({ requestId: row.id }, row.version);
    if (ok) announce(`${word}: ${about}`);
  };
  if (!row.decide.may) return row.decide.why ? <p className="text-muted">{row.decide.why}</p> : null;
  return (
    <div className="request-decide">
      <Refusals reasons={[...approve.reasons, ...refuse.reasons]} />
      <button
        type="button"
        className="button"
        aria-disabled={pending}
        aria-label={`Approve: ${about}`}
        onClick={() => void decide(approve, "Approved")}
      >
        Approve
      </button>
      <button
        type="button"
        className="button"
        aria-disabled={pending}
        aria-label={`Refuse: ${about}`}
        onClick={() => void decide(refuse, "Refused")}
      >
        Refuse
      </button>
    </div>
  );
}

/** One exception: whose access, why it stays, who asks, until when, and the two buttons of who may decide. */
export function ExceptionRow({ row, commands, asOfIso }: ExceptionRowProps) {
  const href = `/leavers/${encodeURIComponent(row.leaverId)}?peek=${encodeURIComponent(row.itemId)}`;
  return (
    <li className="card request">
      <div className="request-who">
        <Link href={href} className="who-name" dir="auto">
          <bdi>{row.personName}</bdi>
        </Link>{" "}
        <span className="mono text-muted">{row.leaverId}</span>
        <p>
          <bdi>{row.systemName}</bdi> · Tier {row.tier} · {LAYER_WORD[row.layer]}
          {row.label === null ? "" : ` “${row.label}”`}
        </p>
        <VerdictChip verdict={row.verdict} />
      </div>
      <div className="request-why">
        <p dir="auto">{row.reason}</p>
        <p className="text-muted" suppressHydrationWarning>
          {row.requestedBy} asks, {formatFull(row.requestedAtIso, row.zone)}
        </p>
      </div>
      <div className="request-end">
        <End row={row} asOfIso={asOfIso} />
        {row.decidedBy ? <p className="text-muted">Decided by {row.decidedBy}</p> : null}
        <Decision row={row} commands={commands} />
      </div>
    </li>
  );
}
