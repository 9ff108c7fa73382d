"use client";
import { SunMoon } from "lucide-react";
import { useState } from "react";
import { THEME_WORD, THEMES, type Theme } from "./theme.ts";

interface ThemeToggleProps {
  readonly initial: Theme;
  /** Server action that keeps the choice in a cookie, so that the server paints the right one at once. */
  readonly choose: (theme: Theme) => Promise<void>;
}

/** Goes round system, light, dark. */
export function ThemeToggle({ initial, choose }: ThemeToggleProps) {
  const [theme, setTheme] = useState<Theme>(initial);
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "system";

  const change = () => {
    if (next === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = next;
    setTheme(next);
    void choose(next);
  };

  return (
    <button type="button" className="nav-link" onClick={change} title={THEME_WORD[theme]}>
      <SunMoon size={16} strokeWidth={1.5} aria-hidden="true" />
      <span>{THEME_WORD[theme]}</span>
    </button>
  );
}
