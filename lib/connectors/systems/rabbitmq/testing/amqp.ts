import { connect, type Socket } from "node:net";

/** A connection of AMQP 0-9-1, as far as a test needs one: signed in, open, and told when the broker ends it. */
export interface AmqpConnection {
  readonly ended: Promise<void>;
  close(): void;
}

const text8 = (value: string) => Buffer.concat([Buffer.from([Buffer.byteLength(value)]), Buffer.from(value)]);

function frame(classId: number, methodId: number, ...parts: readonly Buffer[]): Buffer {
  const method = Buffer.alloc(4);
  method.writeUInt16BE(classId, 0);
  method.writeUInt16BE(methodId, 2);
  const payload = Buffer.concat([method, ...parts]);
  const head = Buffer.alloc(7);
  head.writeUInt8(1, 0);
  head.writeUInt32BE(payload.length, 3);
  return Buffer.concat([head, payload, Buffer.from([0xce])]);
}

function startOk(user: string, password: string): Buffer {
  const response = Buffer.from(`\0${user}\0${password}`);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(response.length);
  return frame(10, 11, Buffer.alloc(4), text8("PLAIN"), length, response, text8("en_US"));
}

/** Signs in and opens the virtual host "/". Rejects when the broker ends the connection before. */
export function openAmqp(port: number, user: string, password: string): Promise<AmqpConnection> {
  const socket: Socket = connect({ host: "127.0.0.1", port });
  const ended = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  socket.on("error", () => undefined);
  socket.write("AMQP\0\0\x09\x01");
  return new Promise((resolve, reject) => {
    void ended.then(() => reject(new Error("the broker ended the connection")));
    socket.on("data", (data) => {
      const method = data.readUInt8(0) === 1 ? `${data.readUInt16BE(7)}.${data.readUInt16BE(9)}` : "";
      if (method === "10.10") socket.write(startOk(user, password));
      if (method === "10.30") {
        const tuned = Buffer.from(data.subarray(11, 19));
        tuned.writeUInt16BE(0, 6);
        socket.write(Buffer.concat([frame(10, 31, tuned), frame(10, 40, text8("/"), text8(""), Buffer.from([0]))]));
      }
      // A client that does not answer a close stays listed until the broker gives up on it, half a minute later.
      if (method === "10.50") socket.end(frame(10, 51));
      if (method === "10.41") resolve({ ended, close: () => socket.destroy() });
    });
  });
}
