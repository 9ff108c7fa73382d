import type { SheetBlockView, SheetRowView } from "#lib/core/views/sheet.ts";
import { keyed } from "../ui/keyed.ts";
import { SheetMark } from "./sheet-mark.tsx";

type Table = Extract<SheetBlockView, { readonly kind: "table" }>;

function CellLines({ lines }: { lines: readonly string[] }) {
  return keyed(lines).map(({ key, value }) => (
    <span key={key} className="sheet-line">
      {value}
    </span>
  ));
}

function SheetRow({ row, width }: { row: SheetRowView; width: number }) {
  const [first, ...rest] = row.cells;
  return (
    <tbody>
      <tr>
        <th scope="row">{first?.lines.join(" ")}</th>
        {keyed(rest).map(({ key, value: cell }) => (
          <td key={key}>
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
        {keyed(block.rows).map(({ key, value }) => (
          <SheetRow key={key} row={value} width={block.columns.length} />
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
            {keyed(block.lines).map(({ key, value }) => (
              <li key={key}>{value}</li>
            ))}
          </ul>
        </section>
      );
    case "table":
      return <SheetTable block={block} />;
  }
}
