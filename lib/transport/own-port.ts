import { webProcess } from "#lib/runtime/web.ts";

/** The port that people reach this installation on. */
export function ownPort(): number {
  const { port, protocol } = new URL(webProcess().env.NEXTAUTH_URL);
  return port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
}
