import type { SightingsFileView, SightingsTakenView } from "#lib/core/views/sightings-file.ts";
import { Refused } from "../setup/people-preview.tsx";

const ROLE_WORD: Readonly<Record<string, string>> = {
  name: "application or merchant",
  domain: "domain",
  person: "person",
  seen_at: "time",
  seats: "number of seats",
  cost_centre: "cost centre",
  amount: "amount",
  scope: "scope",
  row_id: "id of the row",
};
const number = (count: number) => count.toLocaleString("en");

/** How the file was read: its columns, and what in it nobody listed. */
export function SightingsPreview({ preview }: { preview: SightingsFileView }) {
  const { rows, titles, mapping, applications, listed, unlisted, refused, refusals } = preview;
  const read = Object.entries(mapping);
  return (
    <section aria-labelledby="sightings-title" className="sightings-read">
      <h3 id="sightings-title" className="list-head num">
        {number(applications - listed)} of {number(applications)} applications in {number(rows)} rows nobody listed
      </h3>
      <p>
        How it was read:{" "}
        {read.map(([role, title], at) => (
          <span key={role}>
            {at > 0 ? ", " : ""}
            <b>
              <bdi>{title}</bdi>
            </b>{" "}
            is the {ROLE_WORD[role] ?? role}
          </span>
        ))}
        .{" "}
        <span className="text-muted num">
          {titles.length - read.length} of {titles.length} columns are not read.
        </span>
        {mapping["person"] === undefined ? (
          <b className="bad"> No column names a person: leavers stay unknown.</b>
        ) : null}
      </p>
      {unlisted.length === 0 ? null : (
        <section className="card rows-shown" tabIndex={0} aria-label="What nobody listed">
          <table className="list">
            <caption className="sr-only">Applications that nobody listed, most rows first</caption>
            <thead>
              <tr>
                <th scope="col">As the file writes it</th>
                <th scope="col" className="figure">
                  Rows
                </th>
                <th scope="col" className="figure">
                  People
                </th>
              </tr>
            </thead>
            <tbody>
              {unlisted.map(({ name, rows: of, people }) => (
                <tr key={name}>
                  <th scope="row">
                    <bdi>{name}</bdi>
                  </th>
                  <td className="figure num">{number(of)}</td>
                  <td className="figure num">{people === 0 ? "Nobody named" : number(people)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <Refused refused={refused} refusals={refusals} />
    </section>
  );
}

/** What became of the rows: each is in exactly one of the counts. */
export function SightingsTaken({ taken }: { taken: SightingsTakenView }) {
  const { rows, kept, candidates, listed, duplicates, refused, refusals } = taken;
  return (
    <>
      <p role="status" className="num">
        <b>
          {number(kept)} of {number(rows)} rows kept
        </b>
        , of {number(candidates)} {candidates === 1 ? "candidate" : "candidates"} · {number(listed)} of listed systems ·{" "}
        {number(duplicates)} known before · {number(refused)} refused
      </p>
      <Refused refused={refused} refusals={refusals} />
    </>
  );
}
