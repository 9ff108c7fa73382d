import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** Text of each page of a PDF as another program reads it, without any white space: lines are broken where they fit. */
export async function pagesOf(bytes: Uint8Array): Promise<readonly string[]> {
  // It takes the buffer away from whoever hands it in.
  const loading = getDocument({ data: bytes.slice(), useSystemFonts: false, verbosity: 0 });
  const pdf = await loading.promise;
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    pages.push(bare(items.map((item) => ("str" in item ? item.str : "")).join("")));
  }
  await loading.destroy();
  return pages;
}

/** Text without white space. */
export function bare(text: string): string {
  return text.replace(/\s+/gu, "");
}
