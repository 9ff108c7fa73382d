import { type Browser, expect } from "@playwright/test";
import { type Api, closeout } from "./closeout.ts";

/** Layers that do not exist in a system whose accounts are kept by hand. */
const ONLY_ACCOUNTS = {
  account: { exists: "yes" },
  ...Object.fromEntries(
    ["session", "credential", "group", "entitlement", "delegation", "machine_identity", "custody"].map((layer) => [
      layer,
      { exists: "no" },
    ]),
  ),
};

export interface Somebody {
  readonly key: string;
  readonly name: string;
}

/** Somebody new, whom no other test has leave. */
export async function addSomebody(api: Api, called: string): Promise<Somebody> {
  const unique = crypto.randomUUID().slice(0, 8);
  const [key, name] = [`${called}-${unique}`.toLowerCase(), `${called} ${unique}`];
  await api.post("/api/v1/identities", { identities: [{ personKey: key, displayName: name }] });
  return { key, name };
}

export interface ByHand {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** Registers a system without a connector, of which only accounts exist. */
export async function registerByHand(api: Api, name: string, tier: number, ownerKey?: string): Promise<ByHand> {
  const unique = `${name} ${crypto.randomUUID().slice(0, 8)}`;
  const slug = unique.toLowerCase().replaceAll(" ", "-");
  const owner = ownerKey === undefined ? {} : { ownerKey };
  const answer = await api.post("/api/v1/systems", { slug, name: unique, tier, layers: ONLY_ACCOUNTS, ...owner });
  return { id: (answer as { id: string }).id, slug, name: unique };
}

/** Opens a leaver who left yesterday and gives the short number. */
export async function leaveYesterday(api: Api, personKey: string): Promise<string> {
  const effectiveAt = `${new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)}T18:00`;
  const event = { source: crypto.randomUUID(), eventId: "1", personKey, effectiveAt, zone: "Asia/Kolkata" };
  const answer = await api.post("/api/v1/lifecycle-events", event);
  return (answer as { leaver: string }).leaver;
}

export interface ItemSeen {
  readonly id: string;
  readonly verdict: string;
}

/** The account item of a leaver in a system, once it is there. */
export async function accountItem(api: Api, leaver: string, system: string): Promise<ItemSeen> {
  let found: ItemSeen | undefined;
  await expect
    .poll(
      async () => {
        const view = (await api.get(`/api/v1/leavers/${leaver}`)) as {
          rows: { name: string; cells: { layer: string; items: ItemSeen[] }[] }[];
        };
        const row = view.rows.find(({ name }) => name === system);
        found = row?.cells.find(({ layer }) => layer === "account")?.items[0];
        return found !== undefined;
      },
      { timeout: 60_000 },
    )
    .toBe(true);
  return found ?? { id: "", verdict: "" };
}

/** A page of somebody else who is signed in. */
export async function signedInAs(browser: Browser, name: string, role = "analyst") {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto(await closeout("sign-in-link", "--role", role, "--name", name));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/(leavers|setup)/);
  return page;
}
