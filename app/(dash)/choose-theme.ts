"use server";
import { cookies } from "next/headers";
import { parseTheme, THEME_COOKIE } from "#components/shell/theme.ts";

const YEAR_SECONDS = 31_536_000;

/** Keeps the choice of colours in a cookie. It is a preference of this browser: nothing is authorised by it. */
export async function chooseTheme(theme: string): Promise<void> {
  (await cookies()).set(THEME_COOKIE, parseTheme(theme), { path: "/", maxAge: YEAR_SECONDS, sameSite: "lax" });
}
