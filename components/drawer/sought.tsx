/** Connectors say what they looked for in a few words; here they stand as a sentence. */
function asSentence(words: string): string {
  const end = /[.!?]$/.test(words) ? "" : ".";
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${end}`;
}

/** What was looked for. Personal values are not kept with facts: where one stood, its kind is shown as left out. */
export function Sought({ words }: { words: string }) {
  const parts = asSentence(words).split(/(\{[^}]+\})/);
  let place = 0;
  return parts.map((part) => {
    place += part.length;
    if (!part.startsWith("{")) return part;
    return (
      <span key={place} className="left-out" title="Left out: a personal value">
        {part.slice(1, -1)}
      </span>
    );
  });
}
