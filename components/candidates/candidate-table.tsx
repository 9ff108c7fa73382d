import type { CandidateListView, CandidateView } from "#lib/core/views/candidates.ts";
import { dayWords, seenInWords, usedByWords } from "./candidate-words.ts";

interface CandidateTableProps {
  readonly list: CandidateListView;
  readonly pending: boolean;
  readonly onAdd: (id: string, version: number) => void;
  readonly onNotOurs: (id: string) => void;
}

/** Name, where it was seen, who uses it and since when; what nobody listed, those that leavers use first. */
export function CandidateTable({ list, pending, onAdd, onNotOurs }: CandidateTableProps) {
  if (list.open.length === 0)
    return (
      <p className="card empty">
        Nothing in use is missing from the inventory, as far as sources say that were read or imported.
      </p>
    );
  const buttons = (candidate: CandidateView) => (
    <>
      {list.mayDecide ? (
        <button
          type="button"
          className="link"
          aria-label={`Not ours: ${candidate.name}…`}
          onClick={() => onNotOurs(candidate.id)}
        >
          Not ours…
        </button>
      ) : null}
      {list.mayAdd ? (
        <button
          type="button"
          className="button"
          aria-disabled={pending}
          aria-label={`Add ${candidate.name}`}
          onClick={() => (pending ? undefined : onAdd(candidate.id, candidate.version))}
        >
          Add
        </button>
      ) : null}
    </>
  );
  return (
    <div className="card list-wrap">
      <table className="list candidates-list">
        <caption className="sr-only">Systems in use that nobody listed, those that leavers use first</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Seen in</th>
            <th scope="col">Used by</th>
            <th scope="col">First seen</th>
            <th scope="col">
              <span className="sr-only">Decide</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {list.open.map((candidate) => (
            <CandidateRow key={candidate.id} candidate={candidate}>
              {buttons(candidate)}
            </CandidateRow>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CandidateRow({ candidate, children }: { candidate: CandidateView; children: React.ReactNode }) {
  const { name, domain, seenIn, usedBy, firstSeenIso, maybe, leaversSince, dismissed } = candidate;
  const words = usedByWords(usedBy);
  return (
    <tr data-candidate={name}>
      <th scope="row">
        <bdi>{name}</bdi>
        {domain !== null && domain !== name ? <span className="candidate-domain">{domain}</span> : null}
      </th>
      <td className="seen-in">
        {seenIn.map(seenInWords).join("; ")}
        {maybe === null ? null : (
          <span className="candidate-note">
            {" "}
            · may be <bdi>{maybe.name}</bdi>
          </span>
        )}
        {candidate.place === "again" && dismissed !== null ? (
          <span className="candidate-note bad">
            {" "}
            · said not to be ours on {dayWords(dismissed.atIso)}; {leaversSince} more{" "}
            {leaversSince === 1 ? "leaver uses" : "leavers use"} it
          </span>
        ) : null}
      </td>
      <td className="used-by num">
        {words.users}, <span className={words.known && usedBy.leavers === 0 ? undefined : "bad"}>{words.leavers}</span>
      </td>
      <td className="first-seen num">
        <time dateTime={firstSeenIso} title={`${firstSeenIso.slice(0, 16).replace("T", " ")} UTC`}>
          {dayWords(firstSeenIso)}
        </time>
      </td>
      <td className="candidate-acts">{children}</td>
    </tr>
  );
}
