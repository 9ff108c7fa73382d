import type { RefusalReason } from "#lib/ui/command-answer.ts";

interface ColumnQuestionProps {
  readonly reasons: readonly RefusalReason[];
  /** `map.person_key`, with the title that counts. */
  readonly onAnswer: (field: string, value: string) => void;
}

const ORDERS = [
  ["day_first", "Day first"],
  ["month_first", "Month first"],
] as const;

/** What a file leaves open, as buttons: which column is meant, or which of day and month comes first. */
export function ColumnQuestion({ reasons, onAnswer }: ColumnQuestionProps) {
  const open = reasons.find(({ path }) => path === "order" || path?.startsWith("map."));
  if (open?.path === undefined) return null;
  const { path } = open;
  const choices = path === "order" ? ORDERS : titlesIn(open.sentence).map((title) => [title, title] as const);
  if (choices.length === 0 || (open.code === "date_impossible") === (path !== "order")) return null;
  return (
    <fieldset className="column-question">
      <legend className="field-label">{path === "order" ? "Which comes first?" : "Which column is it?"}</legend>
      {choices.map(([value, word]) => (
        <button key={value} type="button" className="button" onClick={() => onAnswer(path, value)}>
          {word}
        </button>
      ))}
    </fieldset>
  );
}

/** Titles as the sentence quotes them. */
function titlesIn(sentence: string): readonly string[] {
  return [...new Set([...sentence.matchAll(/"([^"]+)"/g)].flatMap(([, title]) => title ?? []))];
}
