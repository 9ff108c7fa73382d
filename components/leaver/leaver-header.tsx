"use client";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { LeaverView } from "#lib/core/views/leaver.ts";
import { LEAVER_STATUS_WORD } from "#lib/core/views/leaver-status.ts";
import { DateOnlyBadge } from "../time/date-only-badge.tsx";
import { EventTime } from "../time/event-time.tsx";
import { formatRelative } from "../time/format-duration.ts";
import { formatDay, formatFull, formatUtc } from "../time/format-instant.ts";

/** Who leaves, when, by what source and policy. */
export function LeaverHeader({ leaver, children }: { leaver: LeaverView; children: ReactNode }) {
  const { header, asOfIso } = leaver;
  const end = header.effectiveEnd;
  const dateOnly = end.precision === "date";
  return (
    <header>
      <nav className="crumbs" aria-label="Breadcrumb">
        <Link href="/leavers">Leavers</Link>
        <ChevronRight size={12} aria-hidden="true" />
        <span>{LEAVER_STATUS_WORD[header.status]}</span>
        <ChevronRight size={12} aria-hidden="true" />
        <span className="mono">{header.id}</span>
      </nav>
      <div className="page-top">
        <h1 className="page-title">
          <bdi>{header.personName}</bdi> <span className="reference">{header.id}</span>
        </h1>
        <div className="page-actions">{children}</div>
      </div>
      <div className="leaver-meta">
        <span>
          Effective end{" "}
          <b>
            <EventTime
              iso={end.atIso}
              zone={end.zone}
              nowIso={asOfIso}
              originalText={end.originalText}
              text={dateOnly ? formatDay(end.atIso, end.zone) : formatFull(end.atIso, end.zone)}
            />
          </b>
          {dateOnly ? <DateOnlyBadge zone={end.zone} /> : null} ·{" "}
          <span suppressHydrationWarning>{formatUtc(end.atIso, end.zone)}</span>
        </span>
        <span>
          Source{" "}
          <b>
            {header.source}, event {header.sourceEventId}
          </b>
        </span>
        <span>
          Policy <b>{header.policyText}</b>
        </span>
        <span>
          Last full check{" "}
          <b className="num">
            {header.lastFullCheckIso ? formatRelative(header.lastFullCheckIso, asOfIso) : "none yet"}
          </b>
        </span>
      </div>
    </header>
  );
}
