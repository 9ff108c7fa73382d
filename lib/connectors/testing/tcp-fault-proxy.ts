import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** One conversation on its way through the proxy. `reply` is what the real server says, in the pieces it comes in. */
interface Passing {
  readonly client: Socket;
  /** Opens the way to the real server; without it nobody is asked. */
  toServer(onReply: (piece: Buffer) => void): void;
}

const FLOOD = Buffer.alloc(64 * 1024, 0x30);
const GARBAGE = Buffer.from("9f3a00ff17c4e1d2b7000000015a5affc0de", "hex");

/** Everything that goes wrong on a line, whatever is spoken on it. */
const FAULTS = {
  /** Reset as soon as it opened. */
  refused: ({ client }) => client.resetAndDestroy(),
  /** Closed politely, before anything was said. */
  dropped_at_connect: ({ client }) => client.end(),
  /** A few bytes of the first reply, then a reset. */
  reset_in_reply: ({ client, toServer }) =>
    toServer((piece) => {
      client.write(piece.subarray(0, 3), () => client.resetAndDestroy());
    }),
  /** What is asked arrives and is done; the reply is swallowed and the line closed. */
  lost_reply: ({ client, toServer }) => toServer(() => client.destroy()),
  /** Half of the first reply, and a proper end. */
  half_reply: ({ client, toServer }) =>
    toServer((piece) => client.end(piece.subarray(0, Math.floor(piece.length / 2)))),
  garbage: ({ client }) => client.end(GARBAGE),
  /** Somebody else's server listens there. */
  other_protocol: ({ client }) => {
    client.end("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  },
  /** More than anybody would read, for ever. */
  flood: ({ client }) => {
    const pour = () => {
      while (!client.destroyed && client.write(FLOOD));
    };
    client.on("drain", pour);
    pour();
  },
  /** The true reply, a byte now and then. */
  drip: ({ client, toServer }) => {
    const waiting: Buffer[] = [];
    const timer = setInterval(() => {
      const [first] = waiting;
      if (first === undefined) return;
      client.write(first.subarray(0, 1));
      if (first.length === 1) waiting.shift();
      else waiting[0] = first.subarray(1);
    }, 60);
    client.once("close", () => clearInterval(timer));
    toServer((piece) => waiting.push(piece));
  },
  /** Accepted, and never a word. */
  silence: () => undefined,
} satisfies Readonly<Record<string, (passing: Passing) => void>>;

export type TcpFaultName = keyof typeof FAULTS;

/** A proxy of the project's own in front of a real server of any protocol; one fault at a time. */
export interface TcpFaultProxy {
  readonly port: number;
  /** 127.0.0.1:port. */
  readonly baseUrl: string;
  /** Conversations that were opened. */
  readonly seen: string[];
  /**
   * @param from the fault befalls a conversation from the first piece of the client's that matches; left out: from its
   * beginning. Only what is sent in the clear can match.
   */
  inject(fault: string, from?: (piece: Buffer) => boolean): void;
  clear(): void;
  close(): Promise<void>;
}

/** Starts a proxy before a port of the loopback on a free one. */
export async function startTcpFaultProxy(targetPort: number): Promise<TcpFaultProxy> {
  const seen: string[] = [];
  const open = new Set<Socket>();
  let active: { readonly fault: TcpFaultName; readonly from: ((piece: Buffer) => boolean) | null } | null = null;

  const server = createServer((client) => {
    seen.push("connection");
    hold(open, client);
    const now = active;
    if (now !== null && now.from === null) FAULTS[now.fault](passingFor(client, targetPort, open));
    else passUntil(client, targetPort, open, now);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on TCP has a port.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    baseUrl: `127.0.0.1:${port}`,
    seen,
    inject: (fault, from) => {
      if (!isFault(fault)) throw new Error(`There is no fault "${fault}".`);
      active = { fault, from: from ?? null };
    },
    clear: () => {
      active = null;
      seen.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

function isFault(name: string): name is TcpFaultName {
  return Object.hasOwn(FAULTS, name);
}

/** Everything passes, until a piece of the client's matches: that one and what follows meet the fault. */
function passUntil(
  client: Socket,
  port: number,
  open: Set<Socket>,
  when: { readonly fault: TcpFaultName; readonly from: ((piece: Buffer) => boolean) | null } | null,
): void {
  const server = connect({ host: "127.0.0.1", port });
  hold(open, server);
  let onReply = (piece: Buffer) => {
    client.write(piece);
  };
  let befallen = false;
  server.on("data", (piece) => onReply(piece));
  server.once("close", () => client.destroy());
  client.once("close", () => server.destroy());
  client.on("data", (piece) => {
    if (!befallen && when?.from?.(piece) === true) {
      befallen = true;
      onReply = () => undefined;
      const toServer: Passing["toServer"] = (taken) => {
        onReply = taken;
        server.write(piece);
      };
      FAULTS[when.fault]({ client, toServer });
    } else server.write(piece);
  });
}

function passingFor(client: Socket, port: number, open: Set<Socket>): Passing {
  return {
    client,
    toServer: (onReply) => {
      const server = connect({ host: "127.0.0.1", port });
      hold(open, server);
      server.on("data", onReply);
      client.pipe(server);
      client.once("close", () => server.destroy());
    },
  };
}

function hold(open: Set<Socket>, socket: Socket): void {
  open.add(socket);
  socket.once("close", () => open.delete(socket));
  // A line that breaks is what this proxy is for.
  socket.on("error", () => undefined);
}
