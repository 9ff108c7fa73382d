interface Listener {
  readonly onOpen: (open: boolean) => void;
  readonly onChanged: () => void;
}

interface Line {
  readonly source: EventSource;
  readonly listeners: Set<Listener>;
  open: boolean;
}

const lines = new Map<string, Line>();

function connect(scope: string): Line {
  const source = new EventSource(`/api/live?scope=${encodeURIComponent(scope)}`);
  const line: Line = { source, listeners: new Set(), open: false };
  const become = (open: boolean) => {
    line.open = open;
    for (const listener of line.listeners) listener.onOpen(open);
  };
  const changed = () => {
    for (const listener of line.listeners) listener.onChanged();
  };
  source.onopen = () => {
    become(true);
    // What changed while the line was down was not told.
    changed();
  };
  source.onerror = () => become(false);
  source.onmessage = changed;
  lines.set(scope, line);
  return line;
}

/**
 * Listens for changes of one scope (a tag). One line per scope and tab, shared by everything on the page.
 * @returns a function that stops listening; the last listener out closes the line.
 */
export function openLine(scope: string, listener: Listener): () => void {
  const line = lines.get(scope) ?? connect(scope);
  line.listeners.add(listener);
  if (line.open) listener.onOpen(true);
  return () => {
    line.listeners.delete(listener);
    if (line.listeners.size > 0) return;
    line.source.close();
    lines.delete(scope);
  };
}
