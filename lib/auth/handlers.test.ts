import { expect, test, vi } from "vitest";

vi.mock("next/headers", () => ({ cookies: vi.fn(), headers: vi.fn() }));
const { authHandler } = await import("./handlers.ts");

test("a sign-in that is followed instead of sent is refused, not a fault", async () => {
  const request = new Request("http://127.0.0.1/api/auth/callback/credentials");
  const answer = await authHandler(request, { params: Promise.resolve({ nextauth: ["callback", "credentials"] }) });
  expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
});
