"use client";
import { useEffect, useState } from "react";
import { DAY } from "#lib/core/instant.ts";
import type { SetupView } from "#lib/core/views/setup.ts";
import { formatDuration, spanBetween } from "../time/format-duration.ts";

const TICK_MS = 10_000;

/** How long the first run has taken: since the reader signed in, by the database's clock when the page was read. */
export function SinceSignIn({ setup }: { setup: SetupView }) {
  const { signedInIso, asOfIso, leavers, systems } = setup;
  const [waited, setWaited] = useState(0);
  useEffect(() => {
    const began = performance.now();
    const timer = setInterval(() => setWaited(performance.now() - began), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  if (leavers === 0 && systems.length === 0)
    return <span className="text-muted setup-since">New install · nothing connected</span>;
  if (signedInIso === null) return null;
  const since = spanBetween(signedInIso, asOfIso) + Math.round(waited * 1000);
  // A session that is older than a working day tells nothing of the first run.
  if (since > DAY / 2) return null;
  return <span className="text-muted setup-since num">{formatDuration(since)} since sign-in</span>;
}
