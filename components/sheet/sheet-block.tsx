import type { SheetBlockView, SheetRowView } from "#lib/core/views/sheet.ts";
import { SheetMark } from "./sheet-mark.tsx";

type Table = Extract<SheetBlockView, { readonly kind: "table" }>;

function CellLines({ lines }: { lines: readonly string[] }) {
  return lines.map((line, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines of a printed cell never move
    <span key={place} className={place === 0 ? undefined : "sheet-line"}>
      {line}
    </span>
  ));
}

function SheetRow({ row, width }: { row: SheetRowView; width: number }) {
  const [first, ...rest] = row.cells;
  return (
    <tbody>
      <tr>
        <th scope="row">{first?.lines.join(" ")}</th>
        {rest.map((cell, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: cells of a printed row never move
          <td key={place}>
            {cell.mark === null ? null : <SheetMark verdict={cell.mark} />}
            <CellLines lines={cell.lines} />
          </td>
        ))}
      </tr>
      {row.under === null ? null : (
        <tr>
          <td colSpan={width} className="sheet-digest sheet-under">
            {row.under}
          </td>
        </tr>
      )}
    </tbody>
  );
}

/** A row and what stands below it are one body: neither is torn from the other at the end of a page. */
function SheetTable({ block }: { block: Table }) {
  return (
    <section className="sheet-wide" aria-label={block.title} tabIndex={0}>
      <table className="sheet-table">
        <caption>{block.title}</caption>
        <colgroup>
          {block.columns.map(({ head, share }) => (
            <col key={head} style={{ width: `${share}%` }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {block.columns.map(({ head }) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        {block.rows.map((row, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a printed table never move
          <SheetRow key={place} row={row} width={block.columns.length} />
        ))}
      </table>
    </section>
  );
}

/** One part of the sheet. */
export function SheetBlock({ block }: { block: SheetBlockView }) {
  switch (block.kind) {
    case "facts":
      return (
        <section>
          <h2 className="sheet-heading">{block.title}</h2>
          <dl className="sheet-facts">
            {block.facts.map(({ name, value, digest }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd className={digest ? "sheet-digest" : undefined}>
                  <bdi>{value}</bdi>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      );
    case "result":
      return (
        <p className="sheet-result">
          <b>{block.strong}</b> {block.text}
        </p>
      );
    case "lines":
      return (
        <section>
          <h2 className="sheet-heading">{block.title}</h2>
          <ul className="sheet-lines">
            {block.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      );
    case "table":
      return <SheetTable block={block} />;
  }
}
