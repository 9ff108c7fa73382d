import type { RefusalReason } from "#lib/ui/command-answer.ts";

/** Why a command was refused: what happened, what is kept, what to do. Read aloud when it appears. */
export function Refusals({ reasons }: { reasons: readonly RefusalReason[] }) {
  if (reasons.length === 0) return null;
  return (
    <div role="alert" className="notice notice-alarm refusals">
      {reasons.map((reason) => (
        <p key={`${reason.code} ${reason.path ?? ""} ${reason.sentence}`}>{reason.sentence}</p>
      ))}
    </div>
  );
}
