"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";

const PARTS = [
  ["/runbook", "The way of a leaver"],
  ["/runbook/events", "Events"],
  ["/runbook/three-ends", "Deactivation, deletion, deprovisioning"],
  ["/runbook/scim", "SCIM, step by step"],
] as const;

/** Parts of the runbook. */
export function RunbookNav() {
  const here = usePathname();
  return (
    <nav className="runbook-nav" aria-label="Runbook">
      {PARTS.map(([href, word]) => (
        <Link key={href} href={href} aria-current={here === href ? "page" : undefined}>
          {word}
        </Link>
      ))}
    </nav>
  );
}
