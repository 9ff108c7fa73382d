import { expect, it, vi } from "vitest";
import { addressGuard } from "../http/address-guard.ts";
import { pinnedAddress } from "./pinned-address.ts";

/** What the names resolve to in this file. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  "public.example": ["93.184.216.34"],
  "inside.example": ["10.1.2.3"],
  "both.example": ["93.184.216.34", "127.0.0.1"],
  "metadata.example": ["169.254.169.254"],
};

vi.mock("node:dns/promises", () => ({
  lookup: async (name: string) =>
    (NAMES[name] ?? [name]).map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
}));

const closed = addressGuard([]);
const open = addressGuard(["10.0.0.0/8", "127.0.0.0/8"]);

it("gives back the address that was judged, and whether it is the operator's own", async () => {
  expect(await pinnedAddress("public.example", closed)).toMatchObject({ address: "93.184.216.34", isPrivate: false });
  expect(await pinnedAddress("inside.example", open)).toMatchObject({ address: "10.1.2.3", isPrivate: true });
});

it.each(["inside.example", "both.example", "metadata.example", "127.0.0.1", "2130706433", "0x7f.1", "[::1]"])(
  "refuses %s where the operator allows no such range",
  async (host) => expect(pinnedAddress(host, closed)).rejects.toThrow("may"),
);

it("refuses metadata addresses whatever is allowed", async () => {
  await expect(pinnedAddress("metadata.example", addressGuard(["169.254.0.0/16"]))).rejects.toThrow("may not");
});
