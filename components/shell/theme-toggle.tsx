"use client";
import { SunMoon } from "lucide-react";
import { useState } from "react";
import { THEME_COOKIE, THEME_WORD, THEMES, type Theme } from "./theme.ts";

/** Goes round system, light, dark. The choice is kept in a cookie so that the server paints the right one at once. */
export function ThemeToggle({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState<Theme>(initial);
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "system";

  const change = () => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers we support.
    document.cookie = `${THEME_COOKIE}=${next}; path=/; max-age=31536000; samesite=lax`;
    if (next === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = next;
    setTheme(next);
  };

  return (
    <button type="button" className="nav-link" onClick={change} title={THEME_WORD[theme]}>
      <SunMoon size={16} strokeWidth={1.5} aria-hidden="true" />
      <span>{THEME_WORD[theme]}</span>
    </button>
  );
}
