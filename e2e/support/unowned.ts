import { expect } from "@playwright/test";
import type { Api } from "./closeout.ts";

interface UnownedSystem {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

interface Unowned {
  readonly systems: readonly UnownedSystem[];
  /** Somebody who can be asked, of each system but the last: its deputy. */
  readonly deputy: string;
  /** Steps nobody owns, of all these systems; leavers that were there already count as well. */
  readonly steps: number;
  /** Of these, those with nobody to propose. */
  readonly without: number;
}

interface Listed {
  readonly matching: { readonly count: number };
}

/** How many open steps of these systems nobody owns. */
export async function countUnowned(api: Api, systems: readonly UnownedSystem[]): Promise<number> {
  const q = systems.map(({ slug }) => `system:${slug}`).join(" ");
  const answer = await api.get(`/api/v1/steps?tab=no_owner&limit=1&q=${encodeURIComponent(q)}`);
  return (answer as Listed).matching.count;
}

/**
 * Systems that are done by hand and that nobody owned when their leavers came in: every layer of each is a step without
 * owner. All but the last have a deputy by now, who can be proposed.
 */
export async function openUnowned(
  api: Api,
  size: { readonly systems: number; readonly leavers: number },
): Promise<Unowned> {
  const mark = crypto.randomUUID().slice(0, 8);
  const person = (key: string, displayName: string) => ({ personKey: `${mark}-${key}`, displayName });
  const deputy = `Deputy ${mark}`;
  const leavers = Array.from({ length: size.leavers }, (_, at) => person(`l${at}`, `Leaver ${at} ${mark}`));
  const recorded = await api.post("/api/v1/identities", { identities: [person("deputy", deputy), ...leavers] });
  const deputyId = (recorded as { results: { identityId: string }[] }).results[0]?.identityId;
  const systems: UnownedSystem[] = [];
  for (let at = 0; at < size.systems; at += 1) {
    const [slug, name] = [`hand-${mark}-${at}`, `By hand ${at} ${mark}`];
    const { id } = (await api.post("/api/v1/systems", { slug, name, tier: at % 4 })) as { id: string };
    systems.push({ id, slug, name });
  }
  const events = leavers.map(({ personKey }) => {
    return {
      source: `hr-${mark}`,
      eventId: personKey,
      personKey,
      effectiveAt: "2026-03-31T18:00",
      zone: "Asia/Kolkata",
    };
  });
  await api.post("/api/v1/lifecycle-events", { events });
  await expect.poll(() => countUnread(api, systems), { timeout: 60_000 }).toBe(0);
  // Named only now: a step of a system that has a deputy when it is planned has an owner from the first.
  for (const system of systems.slice(0, -1)) await api.post(`/api/v1/systems/${system.id}/deputy`, { deputyId });
  const [steps, without] = [await countUnowned(api, systems), await countUnowned(api, systems.slice(-1))];
  expect(steps).toBeGreaterThanOrEqual(size.systems * size.leavers * 8);
  return { systems, deputy, steps, without };
}

/** Leavers of whom one of the systems is still to be read. */
async function countUnread(api: Api, systems: readonly UnownedSystem[]): Promise<number> {
  const runs = await Promise.all(systems.map(({ id }) => api.post(`/api/v1/systems/${id}/dry-run`, {})));
  return runs.reduce<number>((sum, run) => sum + (run as { unread: unknown[] }).unread.length, 0);
}
