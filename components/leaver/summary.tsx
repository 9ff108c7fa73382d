import type { LeaverView } from "#lib/core/views/leaver.ts";
import { Milestones } from "./milestones.tsx";
import { ShareBar } from "./share-bar.tsx";

const items = (count: number) => (count === 1 ? "1 item" : `${count} items`);

/** What still holds the leaver open, in words; the part that needs people leads to the list. */
function Holding({ leaver, onBlockers }: { leaver: LeaverView; onBlockers: () => void }) {
  const { open, needsPerson, underWay } = leaver.headline;
  if (open === 0) return <p className="holding">Nothing holds this open.</p>;
  return (
    <p className="holding">
      {needsPerson > 0 ? (
        <button type="button" className="link" onClick={onBlockers}>
          {items(needsPerson)} {needsPerson === 1 ? "needs" : "need"} a person
        </button>
      ) : (
        "No item needs a person"
      )}
      {underWay > 0 ? ` · ${underWay}${needsPerson > 0 ? " more" : ""} ${underWay === 1 ? "is" : "are"} under way` : ""}{" "}
      · it closes by itself
    </p>
  );
}

/** Headline that adds up, its share bar, and the four milestones. */
export function Summary({ leaver, onBlockers }: { leaver: LeaverView; onBlockers: () => void }) {
  const { verified, attested, excepted, open, total } = leaver.headline;
  return (
    <div className="card summary">
      <div>
        <h2 className="headline num">
          Verified {verified}, Attested {attested}, Excepted {excepted}, Open {open}{" "}
          <span className="headline-total">of {total}</span>
        </h2>
        <ShareBar headline={leaver.headline} />
        <Holding leaver={leaver} onBlockers={onBlockers} />
      </div>
      <div>
        <Milestones leaver={leaver} />
      </div>
    </div>
  );
}
