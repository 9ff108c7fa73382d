import { hash } from "node:crypto";

/** A token that somebody entered, and the handle by which everything else speaks of it. */
export interface HeldToken {
  readonly subject: string;
  readonly name: string;
  readonly token: string;
  /** Names this very token: another one entered under the same name is another access. */
  readonly key: string;
  /** Stated to be an access token, which ends and is never replaced. Every other one may be replaced by its use. */
  readonly isAccess: boolean;
}

const LINE = /^(\S+)\s+(\S+)\s+(\S{8,})(?:\s+(access))?$/;

/**
 * Reads lines of "name subject token", with "access" behind an access token. A line that is none is counted and not
 * repeated: it may hold a token. A digest of a token tells nothing of it, since a token cannot be guessed.
 */
export function heldTokens(text: string): { readonly tokens: readonly HeldToken[]; readonly broken: number } {
  const lines = text.split("\n").map((line) => line.trim());
  const filled = lines.filter((line) => line !== "");
  const tokens = filled.flatMap((line): readonly HeldToken[] => {
    const [, name = "", subject = "", token = "", kind] = LINE.exec(line) ?? [];
    if (token === "") return [];
    const key = `token:${name}/${hash("sha256", token).slice(0, 16)}`;
    return [{ name, subject, token, key, isAccess: kind === "access" }];
  });
  return { tokens, broken: filled.length - tokens.length };
}
