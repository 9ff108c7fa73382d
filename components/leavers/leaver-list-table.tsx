import type { LeaverListView } from "#lib/core/views/leaver-list.ts";
import { formatFull } from "../time/format-instant.ts";
import { useMyZone } from "../time/use-mine.ts";
import { LeaverRow } from "./leaver-row.tsx";

/** Rows of one tab. The moment they were read stands above them, in the reader's own zone with its offset. */
export function LeaverListTable({ list, caption }: { list: LeaverListView; caption: string }) {
  const zone = useMyZone() ?? "UTC";
  return (
    <>
      <p className="as-of num">
        {list.rows.length} of {list.total} · as of {formatFull(list.asOfIso, zone, true)}
      </p>
      <div className="card list-wrap">
        <table className="list leavers">
          <caption className="sr-only">Leavers: {caption}</caption>
          <thead>
            <tr>
              <th scope="col">Person</th>
              <th scope="col">Effective end, in its zone</th>
              <th scope="col" className="figure">
                Exposed
              </th>
              <th scope="col">Systems, worst first</th>
              <th scope="col" className="figure">
                Verified
              </th>
              <th scope="col" className="figure">
                Still present
              </th>
              <th scope="col" className="figure">
                No owner
              </th>
              <th scope="col">Next deadline</th>
              <th scope="col">Source</th>
            </tr>
          </thead>
          <tbody>
            {list.rows.map((row) => (
              <LeaverRow key={row.id} row={row} asOfIso={list.asOfIso} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
