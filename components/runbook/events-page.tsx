import type { EventMapView } from "#lib/core/views/runbook.ts";
import { RunbookTable } from "./runbook-table.tsx";

/** What each event does. */
export function EventsPage({ kinds, effects }: EventMapView) {
  const taken = kinds.filter((kind) => kind.taken).length;
  return (
    <>
      <p className="runbook-text">
        {taken} of {kinds.length} kinds of lifecycle event are taken in today. The others are refused by name, and
        nothing is opened for them.
      </p>
      <RunbookTable
        caption="Kinds of lifecycle event"
        heads={["Event", "Taken in", "What it does"]}
        rows={kinds.map((kind) => [kind.kind, kind.taken ? "Yes" : "No", kind.effect])}
      />
      <h2 className="runbook-heading">What the end of an engagement meets</h2>
      <p className="runbook-text">
        The same event, sent again by its source, is recognised and changes nothing. A source that sends far more than
        usual is held; its events are kept and wait for a second person.
      </p>
      <RunbookTable
        caption="Effect of an end by the state of the case"
        heads={["The engagement has", "The same end, or an earlier one", "A later end"]}
        rows={effects.map(({ state, sameEnd, laterEnd }) => [state, sameEnd, laterEnd])}
      />
    </>
  );
}
