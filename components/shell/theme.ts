/** Choice of colours. `system` follows the reader's own setting. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_COOKIE = "closeout-theme";

export const THEME_WORD: Readonly<Record<Theme, string>> = {
  system: "Colours as the system",
  light: "Light colours",
  dark: "Dark colours",
};

/** Reads a cookie's value; anything unknown follows the system. */
export function parseTheme(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? "system";
}
