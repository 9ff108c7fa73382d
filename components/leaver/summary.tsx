import type { LeaverView } from "#lib/core/views/leaver.ts";
import { CLOSES_SOON, hasEnded, isClosed } from "./ended.ts";
import { Milestones } from "./milestones.tsx";
import { ShareBar } from "./share-bar.tsx";

const items = (count: number) => (count === 1 ? "1 item" : `${count} items`);

/** The items that hold the leaver open; the part that needs people leads to the list. */
function OpenItems({ leaver, onBlockers }: { leaver: LeaverView; onBlockers: () => void }) {
  const { needsPerson, underWay } = leaver.headline;
  return (
    <>
      {needsPerson > 0 ? (
        <button type="button" className="link" onClick={onBlockers}>
          {items(needsPerson)} {needsPerson === 1 ? "needs" : "need"} a person
        </button>
      ) : (
        "No item needs a person"
      )}
      {underWay > 0 ? ` · ${underWay}${needsPerson > 0 ? " more" : ""} ${underWay === 1 ? "is" : "are"} under way` : ""}{" "}
      · it closes by itself
    </>
  );
}

/** What still holds the leaver open, in words. Only a leaver that has closed is held by nothing. */
function Holding({ leaver, onBlockers }: { leaver: LeaverView; onBlockers: () => void }) {
  if (hasEnded(leaver) && leaver.foundLate.length > 0) return null;
  if (hasEnded(leaver)) return isClosed(leaver) ? <p className="holding">Nothing holds this open.</p> : null;
  return (
    <p className="holding">
      {leaver.headline.open > 0 ? <OpenItems leaver={leaver} onBlockers={onBlockers} /> : null}
      {leaver.holds.length > 0 ? `${leaver.headline.open > 0 ? " · " : ""}${leaver.holds.join(" ")}` : ""}
      {leaver.headline.open === 0 && leaver.holds.length === 0 ? CLOSES_SOON : ""}
    </p>
  );
}

/** A case that closed says of what it knew nothing then. */
function FoundLate({ systems }: { systems: readonly string[] }) {
  if (systems.length === 0) return null;
  return (
    <p className="holding">
      <b className="bad">
        Closed without <bdi>{systems.join(", ")}</bdi>
      </b>
      : {systems.length === 1 ? "it came" : "they came"} into the inventory only afterwards. What is found there decides
      whether this opens again.
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
        <FoundLate systems={leaver.foundLate} />
      </div>
      <div>
        <Milestones leaver={leaver} />
      </div>
    </div>
  );
}
