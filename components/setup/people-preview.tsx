import type { PeopleFileRefusal, PeopleFileView } from "#lib/core/views/people-file.ts";
import { formatFull } from "../time/format-instant.ts";

interface PeoplePreviewProps {
  readonly preview: PeopleFileView;
  readonly pending: boolean;
  readonly onTake: () => void;
}

const ROLE_WORD: Readonly<Record<string, string>> = {
  person_key: "key",
  email: "e-mail",
  display_name: "name",
  given_name: "first name",
  family_name: "last name",
  ends_at: "end",
  zone: "time zone",
  kind: "kind",
};
const KIND_WORD: Readonly<Record<string, string>> = {
  leaver: "Leaves",
  contract_end: "Contract ends",
  non_human_retirement: "Non-human, retired",
};
const people = (count: number) => (count === 1 ? "1 leaver" : `${count.toLocaleString("en")} leavers`);

/** How the file is understood, before anything of it is taken. */
export function PeoplePreview({ preview, pending, onTake }: PeoplePreviewProps) {
  const { rows, leaving, scheduled, staying, known, emailsAdded, otherNames, refused, heldAbove } = preview;
  return (
    <section className="setup-part" aria-labelledby="preview-title">
      <h2 id="preview-title" className="num">
        {people(leaving)} in {rows.toLocaleString("en")} rows
      </h2>
      <p>
        {Object.entries(preview.mapping).map(([role, title], at) => (
          <span key={role}>
            {at > 0 ? ", " : "Read: "}
            <b>
              <bdi>{title}</bdi>
            </b>{" "}
            as {ROLE_WORD[role] ?? role}
          </span>
        ))}
        . {preview.key === "email" ? "The file has no key of its own, so the e-mail is the key." : null}
      </p>
      <ul className="preview-counts num">
        {scheduled > 0 ? <li>{scheduled} with an end that lies ahead: they are scheduled.</li> : null}
        {known > 0 ? <li>{known} known already: kept as recorded.</li> : null}
        {emailsAdded > 0 ? (
          <li>
            {emailsAdded} of {known} known: the file’s e-mail is added to those recorded.
          </li>
        ) : null}
        {otherNames > 0 ? (
          <li className="bad">
            {otherNames} of {known} known are recorded under another name. They stand first below: look whether they are
            the same people.
          </li>
        ) : null}
        {staying > 0 ? <li>{staying} without an end: nothing is recorded of them.</li> : null}
        {refused > 0 ? (
          <li className="bad">
            {refused} of {rows} lines are not taken; the others are.
          </li>
        ) : null}
        {heldAbove === null ? null : (
          <li className="bad">
            More than {heldAbove} leavers an hour from one source are unusual. They are kept, and wait until a second
            person releases them.
          </li>
        )}
      </ul>
      <RowsTable preview={preview} />
      <Refused refusals={preview.refusals} refused={refused} />
      {leaving > 0 ? (
        <p className="list-accept">
          <button type="button" className="button button-primary button-large" aria-disabled={pending} onClick={onTake}>
            {pending ? "Taking in…" : `Take in ${people(leaving)}`}
          </button>
          <span className="text-muted">Until then nothing is recorded. The same file can be sent again.</span>
        </p>
      ) : null}
    </section>
  );
}

function RowsTable({ preview }: { preview: PeopleFileView }) {
  const { firstRows, leaving } = preview;
  if (firstRows.length === 0) return null;
  return (
    <section className="card rows-shown" tabIndex={0} aria-label="First rows as they are understood">
      <table className="list">
        <caption className="sr-only">
          {firstRows.length} of {leaving} leavers as the file is understood, those recorded under another name first
        </caption>
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col">Key</th>
            <th scope="col">E-mail</th>
            <th scope="col">As written</th>
            <th scope="col">Effective end</th>
            <th scope="col">Kind</th>
          </tr>
        </thead>
        <tbody>
          {firstRows.map((row) => (
            <tr key={row.line}>
              <th scope="row">
                <bdi>{row.name}</bdi>
                {row.recordedName === null ? null : (
                  <span className="text-muted">
                    {" "}
                    · recorded as <bdi>{row.recordedName}</bdi>
                  </span>
                )}
              </th>
              <td className="mono">{row.personKey}</td>
              <td>
                {row.email ?? "None"}
                {row.emailAdded ? <b> · e-mail added</b> : null}
              </td>
              <td>{row.endText}</td>
              <td className="num">
                {formatFull(row.end.atIso, row.end.zone)}
                {row.scheduled ? <b> · scheduled</b> : null}
              </td>
              <td>{KIND_WORD[row.kind] ?? row.kind}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Lines that are not taken, each with its place and why. */
export function Refused({ refusals, refused }: { refusals: readonly PeopleFileRefusal[]; refused: number }) {
  if (refused === 0) return null;
  return (
    <>
      <h3 className="num">
        Not taken: {refusals.length} of {refused} lines shown
      </h3>
      <ol className="refused-lines">
        {refusals.map(({ line, column, sentence }) => (
          <li key={`${line} ${sentence}`}>
            <b>
              Line {line}
              {column === null ? "" : `, ${column}`}:
            </b>{" "}
            {sentence}
          </li>
        ))}
      </ol>
    </>
  );
}
