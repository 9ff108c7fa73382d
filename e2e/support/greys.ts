import type { Locator } from "@playwright/test";

/** Grey levels of the 20 × 20 points in the middle of what is painted, row by row. */
export async function greysOf(locator: Locator): Promise<number[]> {
  const png = (await locator.screenshot()).toString("base64");
  return locator.page().evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    context.drawImage(image, 0, 0);
    const left = Math.round((image.width - 20) / 2);
    const top = Math.round((image.height - 20) / 2);
    const { data: points } = context.getImageData(left, top, 20, 20);
    return Array.from({ length: 400 }, (_, index) => {
      const [r = 0, g = 0, b = 0] = points.slice(index * 4, index * 4 + 3);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    });
  }, png);
}

/** How many points differ by more than a fifth of the grey scale. */
export function differing(one: readonly number[], other: readonly number[]): number {
  return one.filter((grey, index) => Math.abs(grey - (other[index] ?? 0)) > 48).length;
}
