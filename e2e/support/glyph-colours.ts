import type { Page } from "@playwright/test";

export type Rgb = readonly [number, number, number];

/** One ink of one glyph and every colour it stands on. */
export interface Ink {
  readonly verdict: string;
  readonly ink: Rgb;
  readonly grounds: readonly Rgb[];
}

/** Colours as the browser paints them, from computed styles: inks of every glyph with what lies under them. */
export function glyphInks(page: Page): Promise<Ink[]> {
  return page.evaluate(() => {
    const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    if (!context) throw new Error("no canvas");
    type Colour = [number, number, number];
    const rgb = (css: string): Colour | null => {
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = css;
      context.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
      return alpha > 250 ? [r, g, b] : null;
    };
    const groundsOf = (start: Element): Colour[] => {
      for (let at: Element | null = start; at; at = at.parentElement) {
        const style = getComputedStyle(at);
        const hatch = style.backgroundImage.match(/(?:oklch|rgb|color)\([^)]*\)/g) ?? [];
        const found = [...hatch, style.backgroundColor].map(rgb).filter((colour) => colour !== null);
        if (found.length > 0) return found;
      }
      throw new Error("a glyph on nothing");
    };
    return [...document.querySelectorAll("main svg[data-glyph]")].flatMap((svg) => {
      const under = groundsOf(svg);
      return [...svg.querySelectorAll("path, circle, rect")].flatMap((shape) => {
        const style = getComputedStyle(shape);
        const own = rgb(style.color);
        return (["stroke", "fill"] as const).flatMap((part) => {
          const ink = style[part] === "none" ? null : rgb(style[part]);
          if (!ink || !own) return [];
          const cut = shape.getAttribute(part)?.includes("glyph-cut") ?? false;
          return [{ verdict: svg.getAttribute("data-glyph") ?? "", ink, grounds: cut ? [own] : under }];
        });
      });
    });
  });
}

function luminance([r, g, b]: Rgb): number {
  const [red = 0, green = 0, blue = 0] = [r, g, b].map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast as WCAG 2 counts it, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}
