import type { SheetView } from "#lib/core/views/sheet.ts";
import { keyed } from "../ui/keyed.ts";
import { SheetBlock } from "./sheet-block.tsx";

/**
 * The sheet as paper. Head and foot are those of one table round everything: a browser repeats them on every page,
 * which it does with nothing else that holds text of its own.
 */
export function SheetPaper({ sheet }: { sheet: SheetView }) {
  const { content, digest } = sheet;
  return (
    <table className="sheet-paper" role="presentation">
      <thead>
        <tr>
          <td className="sheet-head">{content.head}</td>
        </tr>
      </thead>
      <tfoot>
        <tr>
          <td className="sheet-foot">
            {content.foot}
            <span className="sheet-digest">content sha-256 {digest}</span>
          </td>
        </tr>
      </tfoot>
      <tbody>
        <tr>
          <td>
            <h1 className="sheet-title">
              {content.title} · <bdi>{content.person}</bdi>
            </h1>
            {keyed(content.blocks).map(({ key, value }) => (
              <SheetBlock key={key} block={value} />
            ))}
          </td>
        </tr>
      </tbody>
    </table>
  );
}
