import Link from "next/link";
import type { SystemRowView } from "#lib/core/views/system-list.ts";

interface SystemConnectionProps {
  readonly system: SystemRowView;
  readonly mayChange: boolean;
}

/** How Closeout reaches the system, and the accounts that it lists there. */
export function SystemConnection({ system, mayChange }: SystemConnectionProps) {
  const { slug, connector } = system;
  if (connector === null) return null;
  return (
    <section className="card system-part" aria-labelledby="connection-head">
      <h2 id="connection-head" className="text-lead font-semibold">
        Connection
      </h2>
      <p>
        Connected by <span className="mono">{connector}</span>. Credentials are kept sealed and never shown; they can be
        replaced.
      </p>
      <p className="connect-acts">
        <Link className="button" href={`/systems/${slug}/accounts`}>
          All accounts
        </Link>
        {mayChange ? (
          <Link className="button" href={`/systems/connect?change=${slug}`}>
            Change connection
          </Link>
        ) : null}
      </p>
    </section>
  );
}
