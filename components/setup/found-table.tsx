import Link from "next/link";
import { LAYERS } from "#lib/core/access/layer.ts";
import type { FoundPersonView, FoundView } from "#lib/core/views/found.ts";
import { cellWords } from "../ledger/cell-words.ts";
import { ExposureBar } from "../ledger/exposure-bar.tsx";
import { Hatches } from "../ledger/hatches.tsx";
import { LAYER_FULL, LAYER_WORD } from "../ledger/layer-words.ts";
import { formatExposure } from "../time/format-exposure.ts";
import { zoned } from "../time/zoned.ts";
import { VerdictGlyph } from "../verdict/verdict-glyph.tsx";
import { formatDate } from "./format-date.ts";
import { personWords } from "./found-words.ts";

interface FoundTableProps {
  readonly found: FoundView;
  /** Rows of the list of users that speaks now. */
  readonly rows: number;
}

function EndCell({ person }: { person: FoundPersonView }) {
  const { atIso, zone, precision } = person.effectiveEnd;
  const at = zoned(atIso, zone);
  const letters = at.abbreviation === null ? `UTC${at.offset}` : `${at.abbreviation} (UTC${at.offset})`;
  return (
    <td className="num found-end">
      {formatDate(person.effectiveEnd)}
      <small>{precision === "date" ? `Date only, end of day ${letters}` : `${at.clock} ${letters}`}</small>
    </td>
  );
}

function PersonRow({ person, systemName, rows }: { person: FoundPersonView; systemName: string; rows: number }) {
  const nothing = person.account === "nothing";
  return (
    <tr data-leaver={person.id}>
      <th scope="row">
        <Link className="step-link" href={`/leavers/${person.id}`}>
          <bdi>{person.personName}</bdi>
        </Link>{" "}
        <span className="mono text-muted">{person.id}</span>
        <small>{personWords(person, rows)}</small>
      </th>
      <EndCell person={person} />
      {person.cells.map((cell) => (
        <td key={cell.layer} className="layer-cell">
          <span className="cell" data-verdict={cell.verdict} title={cellWords(systemName, cell, "UTC")}>
            <VerdictGlyph verdict={cell.verdict} />
            <span className="sr-only">{cellWords(systemName, cell, "UTC")}</span>
          </span>
        </td>
      ))}
      <td className="axis-cell">
        {nothing ? (
          <span className="text-muted">Nothing to close here</span>
        ) : (
          <ExposureBar
            row={{ exposure: person.exposure, deadline: null, marks: [] }}
            effectiveEndIso={person.effectiveEnd.atIso}
          />
        )}
      </td>
      <td className="num exposed-cell">{nothing ? "None" : formatExposure(person.exposure)}</td>
    </tr>
  );
}

/** Everybody who left, worst first, with the eight layers of one system and the time since their effective end. */
export function FoundTable({ found, rows }: FoundTableProps) {
  const { people, left, system } = found;
  return (
    <section className="card found-wrap" tabIndex={0} aria-label={`Leavers found in ${system.name}`}>
      <Hatches />
      <table className="ledger found-table">
        <caption className="sr-only">
          {people.length} of {left} leavers in {system.name}, worst first
        </caption>
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col">Effective end</th>
            {LAYERS.map((layer) => (
              <th key={layer} scope="col" className="layer-head" title={LAYER_FULL[layer]}>
                {LAYER_WORD[layer]}
              </th>
            ))}
            <th scope="col">Since effective end</th>
            <th scope="col" className="text-end">
              Exposed
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <PersonRow key={person.id} person={person} systemName={system.name} rows={rows} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
