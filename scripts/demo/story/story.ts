import { setTimeout as pause } from "node:timers/promises";
import { DEMO_PEOPLE } from "../people.ts";
import type { Client } from "./client.ts";
import { type Leaving, leavings } from "./leavers.ts";
import type { Member } from "./staff.ts";

/** A system as its process announces it. */
export interface Announced {
  readonly name: string;
  readonly baseUrl: string;
  /** Where people of the company reach its own console, outside any API. */
  readonly asideUrl: string;
  readonly token: string;
  readonly tier: number;
  readonly owner: string | null;
  readonly reachedBy: "scim" | "lists";
  readonly acting: boolean;
  readonly unstated: readonly string[];
  readonly inFlightMax?: number;
}

export interface Row {
  readonly id: string;
  readonly personName: string;
  readonly status: string;
}

export interface Item {
  readonly id: string;
  readonly layer: string;
  readonly verdict: string;
}

interface Detail {
  readonly rows: readonly {
    readonly name: string;
    readonly cells: readonly { readonly layer: string; readonly items: readonly Omit<Item, "layer">[] }[];
  }[];
}

/** What every chapter of the company's story works with. */
export class Story {
  readonly startedAt: number;
  readonly systems: readonly Announced[];
  readonly leavings: readonly Leaving[];
  /** The API in the hands of one of the staff. */
  readonly as: (who: Member) => Client;

  constructor(startedAt: number, systems: readonly Announced[], as: (who: Member) => Client) {
    this.startedAt = startedAt;
    this.systems = systems;
    this.leavings = leavings(startedAt);
    this.as = as;
  }

  /** Every leaver there is, whatever their state. */
  async leavers(): Promise<readonly Row[]> {
    const { rows } = await this.as("access").get<{ rows: readonly Row[] }>("/api/v1/leavers?tab=all&limit=200");
    return rows;
  }

  /** Reference of a person's leaving, such as LV-12. */
  async leaverOf(key: string): Promise<string> {
    const name = DEMO_PEOPLE.find((person) => person.key === key)?.displayName;
    const row = (await this.leavers()).find(({ personName }) => personName === name);
    if (row === undefined) throw new Error(`${name ?? key} is not among the leavers`);
    return row.id;
  }

  /** Items of one person in one system. */
  async items(key: string, system: string): Promise<readonly (Item & { readonly leaver: string })[]> {
    const leaver = await this.leaverOf(key);
    const { rows } = await this.as("access").get<Detail>(`/api/v1/leavers/${leaver}`);
    const cells = rows.find(({ name }) => name === system)?.cells ?? [];
    return cells.flatMap(({ layer, items }) => items.map((item) => ({ ...item, layer, leaver })));
  }

  /** The account of a person in a system, once it is known. */
  async account(key: string, system: string): Promise<(Item & { readonly leaver: string }) | undefined> {
    return (await this.items(key, system)).find(({ layer }) => layer === "account");
  }

  /** Somebody of the company does something in a system's own console. */
  async atConsole(system: string, what: string): Promise<void> {
    const answer = await fetch(`${this.#asideOf(system)}/console/${what}`, { method: "POST" });
    if (!answer.ok) throw new Error(`${system} did not ${what}: ${answer.status}`);
  }

  /** The list of users as the system itself exports it. */
  async exported(system: string): Promise<string> {
    return await (await fetch(`${this.#asideOf(system)}/export/users.csv`)).text();
  }

  #asideOf(system: string): string {
    const found = this.systems.find(({ name }) => name === system);
    if (found === undefined) throw new Error(`${system} is not among the systems`);
    return found.asideUrl;
  }
}

const LOOK_EVERY_MS = 500;

/** Waits until something is so. @returns false when it was not within the time */
export async function until(isSo: () => Promise<boolean>, withinSeconds: number): Promise<boolean> {
  const end = Date.now() + withinSeconds * 1000;
  for (;;) {
    if (await isSo()) return true;
    if (Date.now() >= end) return false;
    await pause(LOOK_EVERY_MS);
  }
}

/** Does something for each of many, a few at once. */
export async function forEach<T>(all: readonly T[], act: (one: T) => Promise<unknown>): Promise<void> {
  const left = [...all];
  const work = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await act(one);
  };
  await Promise.all([work(), work(), work(), work()]);
}

/** Short name of a system in addresses. */
export function slugOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}
