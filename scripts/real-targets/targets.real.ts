import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { describe, expect, it } from "vitest";
import { TARGETS } from "./list.mjs";
import { realTarget } from "./real-target.mjs";

function opens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const tell = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => tell(true));
    socket.once("error", () => tell(false));
    socket.once("timeout", () => tell(false));
  });
}

const outside = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .filter(({ internal, family }) => !internal && family === "IPv4")
  .map(({ address }) => address);

for (const name of Object.keys(TARGETS)) {
  const target = await realTarget(name);
  describe(name, () => {
    it.skipIf(!target.runs)("answers on the loopback and nowhere else", async () => {
      const { ports = {} } = target.runs ? target : {};
      for (const port of Object.values(ports)) {
        expect(await opens("127.0.0.1", port)).toBe(true);
        for (const address of outside) expect(await opens(address, port)).toBe(false);
      }
    });
    it("says in a sentence why it could not be started", () => {
      if (!target.runs) expect(target.why).toMatch(/^\S.{20,}[^.]$/s);
    });
    it("is started once for all who ask", async () => expect(await realTarget(name)).toEqual(target));
  });
}
