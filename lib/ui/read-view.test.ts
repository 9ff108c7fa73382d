import { afterEach, describe, expect, it, vi } from "vitest";
import { ReadFailure, readView } from "./read-view.ts";

const answering = (answer: Response) => vi.stubGlobal("fetch", () => Promise.resolve(answer));
const read = () => readView("/api/v1/leavers", new AbortController().signal);

describe("reading a view", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("gives the body as it is", async () => {
    answering(Response.json({ rows: [] }));
    await expect(read()).resolves.toEqual({ rows: [] });
  });

  it("tells a signed-out reader so, and anything else as no answer, never as an empty view", async () => {
    answering(new Response("", { status: 401 }));
    await expect(read()).rejects.toThrow(/signed out/);
    answering(new Response("<html>", { status: 502 }));
    await expect(read()).rejects.toBeInstanceOf(ReadFailure);
  });
});
