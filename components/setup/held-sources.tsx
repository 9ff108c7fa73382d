"use client";
import { useRouter } from "next/navigation";
import type { HeldSourceView } from "#lib/core/views/setup.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { Refusals } from "../ui/refusals.tsx";
import type { SetupCommands } from "./setup-commands.ts";

interface HeldSourcesProps {
  readonly held: readonly HeldSourceView[];
  readonly release: SetupCommands["releaseSource"];
}

/** Sources that asked for more than is usual: why they wait, and who may let them go on. */
export function HeldSources({ held, release }: HeldSourcesProps) {
  const router = useRouter();
  const { run, pending, reasons } = useCommand(release);
  if (held.length === 0) return null;
  const letGo = async (source: string) => {
    // Some at a time, until none are left.
    for (let more = true; more; ) {
      const answer = await run({ source }, null);
      more = answer.ok && answer.data.more;
    }
    router.refresh();
  };
  return (
    <section className="notice notice-alarm setup-part" aria-labelledby="held-title">
      <h2 id="held-title">Waiting for a second person</h2>
      <Refusals reasons={reasons} />
      {held.map(({ source, events, limit }) => (
        <p key={source} className="num">
          <b>
            <bdi>{source}</bdi>
          </b>{" "}
          sent {events.toLocaleString("en")} events; {limit} an hour pass by themselves. A broken export must not end
          the access of a whole company, so they are kept and open nothing until somebody who did not send them releases
          them. An administrator makes a sign-in for that person:{" "}
          <code>npx closeout sign-in-link --role analyst --name NAME</code>{" "}
          <button
            type="button"
            className="button button-small"
            aria-disabled={pending}
            onClick={() => void letGo(source)}
          >
            Release {source}
          </button>
        </p>
      ))}
    </section>
  );
}
