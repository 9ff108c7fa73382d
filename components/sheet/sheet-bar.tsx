"use client";
import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import type { CommandAction } from "#lib/ui/command-answer.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { Refusals } from "../ui/refusals.tsx";

/** What the ledger holds of an export, and where its file is. */
interface Exported {
  readonly digest: string;
  readonly link: string;
}

interface SheetBarProps {
  readonly leaverId: string;
  readonly exportSheet: CommandAction<{ readonly leaverId: string }, Exported>;
}

/** Print, read as PDF, or export: only the last is entered in the ledger. Never printed itself. */
export function SheetBar({ leaverId, exportSheet }: SheetBarProps) {
  const { run, pending, reasons } = useCommand(exportSheet);
  const [made, setMade] = useState<Exported | null>(null);
  const record = async () => {
    const answer = await run({ leaverId }, null);
    if (answer.ok) setMade(answer.data);
  };
  return (
    <div className="sheet-bar">
      <nav aria-label="Sheet">
        <Link className="link" href={`/leavers/${leaverId}`}>
          <ChevronLeft size={14} className="inline" aria-hidden="true" /> {leaverId}
        </Link>
      </nav>
      <span className="sheet-bar-actions">
        <a className="button" href={`/api/v1/leavers/${leaverId}/sheet.pdf`}>
          PDF
        </a>
        <button type="button" className="button" aria-disabled={pending} onClick={() => void record()}>
          Export and record
        </button>
        <button type="button" className="button button-primary" onClick={() => window.print()}>
          Print
        </button>
      </span>
      <Refusals reasons={reasons} />
      <p role="status" className={made === null ? "sr-only" : "notice"}>
        {made === null ? null : (
          <>
            Exported and entered in the ledger. The file's sha-256 is{" "}
            <span className="sheet-digest">{made.digest}</span>.{" "}
            <a className="link" href={made.link}>
              Download this very file
            </a>
          </>
        )}
      </p>
    </div>
  );
}
