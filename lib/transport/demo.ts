import { webProcess } from "#lib/runtime/web.ts";

/** Whether this process serves a demo: every screen and every paper from it says so. */
export function isDemo(): boolean {
  return webProcess().env.CLOSEOUT_DEMO;
}
