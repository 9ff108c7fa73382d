import { systemKey } from "../intake/match-claim.ts";

/** What a source calls an application. */
export interface AppName {
  readonly name: string;
  /** Its address as far as the source gives one: a domain, host or URL. */
  readonly domain: string | null;
}

const HOST = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^/?#@:\s]+)(?::\d+)?(?:[/?#]\S*)?$/;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?$/u;

/** Second levels under which countries register names: `example.co.uk`. */
const SECOND_LEVELS = new Set(["ac", "co", "com", "edu", "gob", "gov", "go", "ne", "net", "nom", "or", "org", "sch"]);

/** Addresses below which every customer has an application of their own. */
const SHARED = new Set([
  "appspot.com",
  "azurewebsites.net",
  "cloudfront.net",
  "github.io",
  "herokuapp.com",
  "netlify.app",
  "pages.dev",
  "vercel.app",
  "web.app",
  "windows.net",
  "workers.dev",
]);

/** Host of an address, in lower case; null when it is none, such as a name, a mail or a number. */
export function hostOf(text: string): string | null {
  const [, found = ""] = HOST.exec(text.trim().normalize("NFKC").toLowerCase()) ?? [];
  const labels = found.replace(/\.+$/, "").split(".");
  const top = labels.at(-1) ?? "";
  if (labels.length < 2 || /^\d+$/.test(top) || !labels.every((label) => LABEL.test(label))) return null;
  return labels.join(".");
}

/**
 * The domain that an address belongs to: `https://acme.notion.so/login` and `NOTION.SO` are both `notion.so`. Not from
 * the list of public suffixes, which changes by the week: two-letter countries with a known second level, and hosts that
 * customers share, keep a part more. Too long a domain shows a system twice; too short a one would hide it.
 */
export function domainOf(text: string): string | null {
  const labels = hostOf(text)?.split(".");
  if (labels === undefined) return null;
  const [second = "", top = ""] = labels.slice(-2);
  const kept = (top.length === 2 && SECOND_LEVELS.has(second)) || SHARED.has(`${second}.${top}`) ? 3 : 2;
  return labels.slice(-kept).join(".");
}

/**
 * Keys under which an application goes: of its domain first, then of the name and address as written. Two sightings that
 * share one are of the same application; a system that goes by one of them is that application.
 */
export function appKeys({ name, domain }: AppName): readonly string[] {
  const written = [domain ?? "", name];
  const domains = written.flatMap((text) => domainOf(text) ?? []);
  const hosts = written.flatMap((text) => hostOf(text) ?? []);
  return [...new Set([...domains, ...hosts, ...written].map(systemKey))].filter((key) => key !== "");
}

/** Keys of what a system is called: its slug, name and aliases. A name that is an address goes by its domain as well. */
export function listedKeys(names: readonly string[]): readonly string[] {
  return [...new Set(names.flatMap((name) => [name, domainOf(name) ?? ""]).map(systemKey))].filter((key) => key !== "");
}

/** First part of a domain: `notion` of `notion.so`. It may point to a system of that name, and proves nothing. */
export function domainLabelKey(domain: string | null): string | null {
  const found = domain === null ? null : domainOf(domain);
  return found === null ? null : systemKey(found.split(".")[0] ?? "");
}
