"use client";
import { ChevronLeft } from "lucide-react";
import Link from "next/link";

/** What one can do with the sheet; never printed. */
export function SheetBar({ leaverId }: { leaverId: string }) {
  return (
    <nav className="sheet-bar" aria-label="Sheet">
      <Link className="link" href={`/leavers/${leaverId}`}>
        <ChevronLeft size={14} className="inline" aria-hidden="true" /> {leaverId}
      </Link>
      <span className="sheet-bar-actions">
        <button type="button" className="button button-primary" onClick={() => window.print()}>
          Print
        </button>
      </span>
    </nav>
  );
}
