import { expect, test } from "@playwright/test";
import { contrast, glyphInks } from "../../support/glyph-colours.ts";
import { differing, greysOf } from "../../support/greys.ts";

const VERDICTS = 19;

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("every ink of every glyph stands out from what it is drawn on by 3 : 1 or more", async ({ page }) => {
      await page.goto("/verdicts");
      const inks = await glyphInks(page);
      expect(new Set(inks.map((one) => one.verdict)).size).toBe(VERDICTS);
      const weak = inks.flatMap((one) =>
        one.grounds
          .map((ground) => ({ verdict: one.verdict, ratio: contrast(one.ink, ground) }))
          .filter(({ ratio }) => ratio < 3),
      );
      expect(weak).toEqual([]);
    });

    test("any two verdict cells are told apart without colour", async ({ page }) => {
      await page.goto("/verdicts");
      const cells = await page.locator(".verdict-table .swatch-large").all();
      expect(cells).toHaveLength(VERDICTS);
      const greys: { verdict: string; points: number[] }[] = [];
      for (const cell of cells) {
        greys.push({ verdict: (await cell.getAttribute("data-verdict")) ?? "", points: await greysOf(cell) });
      }
      const alike = greys.flatMap((one, index) =>
        greys
          .slice(index + 1)
          .map((other) => ({ pair: `${one.verdict} / ${other.verdict}`, points: differing(one.points, other.points) }))
          // 25 of 400 points: about what a tick in a disc covers.
          .filter(({ points }) => points < 25),
      );
      expect(alike).toEqual([]);
    });
  });
}
