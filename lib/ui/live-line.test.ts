import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openLine } from "./live-line.ts";

class FakeSource {
  static made: FakeSource[] = [];
  readonly url: string;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onmessage: (() => void) | null = null;
  closed = false;
  constructor(url: string) {
    this.url = url;
    FakeSource.made.push(this);
  }
  close() {
    this.closed = true;
  }
}

const listener = () => ({ onOpen: vi.fn(), onChanged: vi.fn() });

describe("live line", () => {
  beforeEach(() => {
    FakeSource.made = [];
    vi.stubGlobal("EventSource", FakeSource);
  });
  afterEach(() => vi.unstubAllGlobals());

  it("is one line for all listeners of a scope, closed by the last one out", () => {
    const leave = [openLine("leaver:1", listener()), openLine("leaver:1", listener())];
    expect(FakeSource.made.map((source) => source.url)).toEqual(["/api/live?scope=leaver%3A1"]);
    leave[0]?.();
    expect(FakeSource.made[0]?.closed).toBe(false);
    leave[1]?.();
    expect(FakeSource.made[0]?.closed).toBe(true);
  });

  it("reads again when it opens, because what changed while it was down was not told", () => {
    const one = listener();
    const leave = openLine("leaver:2", one);
    FakeSource.made[0]?.onopen?.();
    expect(one.onOpen).toHaveBeenLastCalledWith(true);
    expect(one.onChanged).toHaveBeenCalledTimes(1);
    FakeSource.made[0]?.onerror?.();
    expect(one.onOpen).toHaveBeenLastCalledWith(false);
    FakeSource.made[0]?.onmessage?.();
    expect(one.onChanged).toHaveBeenCalledTimes(2);
    leave();
  });

  it("tells a late listener that the line is already open", () => {
    const leave = [openLine("leavers", listener())];
    FakeSource.made[0]?.onopen?.();
    const late = listener();
    leave.push(openLine("leavers", late));
    expect(late.onOpen).toHaveBeenCalledWith(true);
    for (const one of leave) one();
  });
});
