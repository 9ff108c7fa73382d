"use client";
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";

const Announce = createContext<(sentence: string) => void>(() => undefined);

/** Says one sentence politely to screen readers. */
export function useAnnounce() {
  return useContext(Announce);
}

/** The one polite live region of a page; more than one would talk over each other. */
export function LiveRegion({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ sentence: "", count: 0 });
  const announce = useCallback((sentence: string) => setSaid((old) => ({ sentence, count: old.count + 1 })), []);
  return (
    <Announce value={announce}>
      {children}
      <div className="sr-only" aria-live="polite" role="status">
        {/* A repeated sentence must be a new node, or it is not read again. */}
        <span key={said.count}>{said.sentence}</span>
      </div>
    </Announce>
  );
}
