import { VERDICTS, type VerdictKey } from "#lib/core/access/verdict-key.ts";
import type { LeaverView, TroubleView } from "#lib/core/views/leaver.ts";
import { TROUBLE_WORD } from "../ledger/trouble-words.ts";
import { VerdictSwatch } from "../verdict/verdict-swatch.tsx";

const isVerdict = (key: TroubleView["key"]): key is VerdictKey => VERDICTS.some((verdict) => verdict === key);

/** One chip per kind of trouble, worst first. A verdict's chip opens the first such item. */
export function Troubles({ leaver, onOpen }: { leaver: LeaverView; onOpen: (itemId: string) => void }) {
  const firstOf = (key: VerdictKey) =>
    leaver.rows
      .flatMap((row) => row.cells)
      .flatMap((cell) => cell.items)
      .find((item) => item.verdict === key)?.id;
  return (
    <ul className="troubles" aria-label="Troubles, worst first">
      {leaver.troubles.map(({ key, count }) => {
        const word = TROUBLE_WORD[key];
        if (!isVerdict(key)) {
          return (
            <li key={key} className={key === "no_owner" ? "trouble no-owner" : "trouble"}>
              <span>
                {word} <b>{count}</b>
              </span>
            </li>
          );
        }
        const itemId = firstOf(key);
        const inside = (
          <>
            <VerdictSwatch verdict={key} />
            <span>
              {word} <b>{count}</b>
            </span>
          </>
        );
        return (
          <li key={key}>
            {itemId ? (
              <button type="button" className="trouble trouble-verdict" onClick={() => onOpen(itemId)}>
                {inside}
              </button>
            ) : (
              <span className="trouble trouble-verdict">{inside}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
