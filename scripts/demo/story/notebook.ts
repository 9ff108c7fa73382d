import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";

const pages = z.object({
  startedAt: z.number(),
  tokens: z.record(z.string(), z.string()),
  chapters: z.array(z.string()),
});

/** How far the company's story was told: a start after a break goes on there and tells nothing twice. */
export class Notebook {
  readonly #path: string;
  readonly #pages: z.output<typeof pages>;

  /** Opens the notebook at a path, or begins one. */
  constructor(path: string) {
    this.#path = path;
    this.#pages = existsSync(path)
      ? pages.parse(JSON.parse(readFileSync(path, "utf8")))
      : { startedAt: Date.now(), tokens: {}, chapters: [] };
    this.#write();
  }

  /** When the story began, milliseconds since 1970: every time in it follows from this one. */
  get startedAt(): number {
    return this.#pages.startedAt;
  }

  token(of: string): string | undefined {
    return this.#pages.tokens[of];
  }

  keepToken(of: string, token: string): void {
    this.#pages.tokens[of] = token;
    this.#write();
  }

  has(chapter: string): boolean {
    return this.#pages.chapters.includes(chapter);
  }

  finish(chapter: string): void {
    this.#pages.chapters.push(chapter);
    this.#write();
  }

  /** The file holds tokens: only its owner may read it. */
  #write(): void {
    writeFileSync(`${this.#path}.new`, JSON.stringify(this.#pages), { mode: 0o600 });
    renameSync(`${this.#path}.new`, this.#path);
  }
}
