"use client";
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { formatRelative } from "./format-duration.ts";
import { formatFull } from "./format-instant.ts";
import { useMyZone } from "./use-mine.ts";

interface TimeCardProps {
  readonly iso: string;
  readonly zone: string;
  readonly nowIso: string;
  readonly originalText?: string | undefined;
}

function Row({ name, value, copied, onCopy }: { name: string; value: string; copied: boolean; onCopy: () => void }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
      <dd>
        <button type="button" className="icon-button" aria-label={`Copy ${name}`} onClick={onCopy}>
          {copied ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
        </button>
      </dd>
    </div>
  );
}

/** One moment in every form a reader may need; each can be copied. */
export function TimeCard({ iso, zone, nowIso, originalText }: TimeCardProps) {
  const mine = useMyZone();
  const [copied, setCopied] = useState<string | null>(null);
  const rows: [string, string][] = [
    [zone, formatFull(iso, zone, true)],
    ["UTC", iso],
    ["Yours", mine ? formatFull(iso, mine, true) : "…"],
    ["Relative", formatRelative(iso, nowIso)],
    ["Unix", String(Math.floor(Date.parse(iso) / 1000))],
  ];
  if (originalText) rows.push(["As received", originalText]);
  return (
    <dl className="time-card-rows">
      {rows.map(([name, value]) => (
        <Row
          key={name}
          name={name}
          value={value}
          copied={copied === name}
          onCopy={() => {
            void navigator.clipboard?.writeText(value).then(() => setCopied(name));
          }}
        />
      ))}
    </dl>
  );
}
