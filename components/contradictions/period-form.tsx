import Form from "next/form";
import Link from "next/link";
import { useId } from "react";
import { isBounded } from "./period-words.ts";
import { type ReportPlace, reportHref } from "./report-href.ts";

/** From which day to which, both within it and in UTC. A place in the address like the other filters; no script needed. */
export function PeriodForm({ place }: { place: ReportPlace }) {
  const id = useId();
  const { tab, tool, system, period } = place;
  const kept = { tab, tool, system };
  return (
    <Form action="/contradictions" className="report-period">
      {Object.entries(kept).map(([name, value]) =>
        value === null ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <label>
        From (UTC){" "}
        <input name="from" type="date" className="input" defaultValue={period.from ?? ""} aria-describedby={id} />
      </label>
      <label>
        to (UTC){" "}
        <input
          name="to"
          type="date"
          className="input"
          defaultValue={period.to ?? ""}
          min={period.from ?? undefined}
          aria-describedby={id}
        />
      </label>
      <button type="submit" className="button">
        Show period
      </button>
      {isBounded(period) ? (
        <Link className="link" href={reportHref({ ...place, period: { from: null, to: null } })}>
          All time
        </Link>
      ) : null}
      <span id={id} className="report-period-hint">
        A task lies on the day that its tool states, else on the day it reached us
      </span>
    </Form>
  );
}
