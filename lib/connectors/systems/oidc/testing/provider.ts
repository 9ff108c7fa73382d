import { realTarget } from "#scripts/real-targets/real-target.mjs";
import type { Connection, OpenOptions } from "../../../contract.ts";
import { opened } from "../../../testing/opened.ts";
import { oidcConnector } from "../index.ts";

export const target = await realTarget("oidcProvider");
/** Why the provider could not be started; empty where it runs. */
export const why = target.runs ? "" : target.why;
export const ISSUER = `http://127.0.0.1:${target.runs ? target.ports["provider"] : 0}`;
const DOOR = `http://127.0.0.1:${target.runs ? target.ports["door"] : 0}`;
export const CONFIG = { clientId: "crm", observeClientId: "looker" };
export const SECRETS = { clientSecret: "test-secret-of-crm", observeClientSecret: "test-secret-of-looker" };

export interface Issued {
  readonly refresh: string;
  readonly access: string;
  /** One that others check by its signature. */
  readonly signed: string;
}

/** Has the provider issue a grant and its tokens, as after a sign-in. */
export async function issue(subject: string): Promise<Issued> {
  const json: unknown = await (await fetch(`${DOOR}/?sub=${encodeURIComponent(subject)}`)).json();
  const text = (name: string) => String(Reflect.get(Object(json), name));
  return { refresh: text("refresh"), access: text("access"), signed: text("signed") };
}

/** Uses a refresh token as its client does: the provider gives another in its place. */
export async function replaced(refresh: string): Promise<string> {
  const basic = Buffer.from(`${CONFIG.clientId}:${SECRETS.clientSecret}`).toString("base64");
  const answer = await fetch(`${ISSUER}/token`, {
    method: "POST",
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: refresh }),
  });
  return String(Reflect.get(Object(await answer.json()), "refresh_token"));
}

/** The lines that a person enters. */
export function lines(subject: string, tokens: Readonly<Partial<Issued>>): string {
  return Object.entries(tokens)
    .map(([name, token]) => `${name} ${subject} ${token}${name === "refresh" ? "" : " access"}`)
    .join("\n");
}

export function open(
  tokens: string,
  config: object = {},
  secrets: Readonly<Record<string, string>> = {},
  options: Partial<OpenOptions> = {},
): Required<Connection> {
  const all = { ...SECRETS, tokens, ...secrets };
  return opened(oidcConnector, { issuer: ISSUER, ...CONFIG, ...config }, all, options);
}
