import type { PeopleTakenView } from "#lib/core/views/people-file.ts";
import { Refused } from "./people-preview.tsx";

/** What came of a file of people: every row in one of the counts. */
export function PeopleTaken({ taken }: { taken: PeopleTakenView }) {
  const { rows, recorded, emailsAdded, accepted, duplicates, held, staying, refused } = taken;
  return (
    <section className="setup-part" role="status">
      <h2 className="num">
        {accepted} of {rows} rows taken in
      </h2>
      <p className="num">
        {recorded} people are new · {duplicates} known before · {staying} without an end · {refused} not taken.
        {emailsAdded > 0 ? ` E-mails added to people known before: ${emailsAdded}.` : null}
        {held > 0 ? (
          <b className="bad">
            {" "}
            {held} of {accepted} wait for a second person.
          </b>
        ) : null}
      </p>
      <Refused refusals={taken.refusals} refused={refused} />
    </section>
  );
}
