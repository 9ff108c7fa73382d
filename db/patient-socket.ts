import { Socket } from "node:net";

/**
 * A socket whose end the driver hears in two steps. postgres.js 3.4.9 forgets the socket when it closes and then still
 * writes to it (the rollback of the transaction that was cut), from a timer: an error that nobody can catch, which ends
 * the process. Here every query under way is rejected first, what is written afterwards is swallowed, and only then
 * does the driver learn that the socket has closed. And what is written in one turn goes out at once.
 */
export class PatientSocket extends Socket {
  #isClosing = false;
  #gathers = false;
  #finish: () => void = () => undefined;

  /** Node puts the plain `write` on the instance whenever it connects, which would hide the one below. */
  override connect(...args: unknown[]): this {
    // Passed on as it came: the base class sorts out its own optional arguments.
    super.connect(...(args as [string]));
    Reflect.deleteProperty(this, "write");
    return this;
  }

  override emit(event: string | symbol, ...args: unknown[]): boolean {
    // The event map of the base class is narrower than what a subclass passes through.
    const pass = (name: string | symbol, ...rest: unknown[]) => super.emit(name as "error", ...(rest as [Error]));
    if (event !== "close" || this.#isClosing) return pass(event, ...args);
    this.#isClosing = true;
    this.#finish = () => {
      this.#finish = () => undefined;
      pass("error", lost());
      pass("close", ...args);
    };
    pass("error", lost());
    // One turn for the callers to roll back, one for the driver to write what they asked.
    setImmediate(() => setImmediate(() => this.#finish()));
    return true;
  }

  override write(chunk: Uint8Array | string, ...rest: unknown[]): boolean {
    // Right after this write the driver holds nothing back: closing then leaves no half message for the next socket.
    if (this.#isClosing) queueMicrotask(() => this.#finish());
    if (this.destroyed || this.#isClosing) return true;
    this.#gather();
    // Passed on as it came: the base class sorts out its own optional arguments.
    return super.write(chunk, ...(rest as []));
  }

  /** Statements that are sent together leave in one packet: each by itself would wake the server for it alone. */
  #gather(): void {
    if (this.#gathers) return;
    this.#gathers = true;
    this.cork();
    // After the promises that are due now, whose statements belong to this turn too.
    process.nextTick(() => {
      this.#gathers = false;
      this.uncork();
    });
  }
}

function lost(): Error {
  return Object.assign(new Error("the connection to the database was lost"), { code: "CONNECTION_CLOSED" });
}

/** What of the driver's options names the server. Several hosts are tried in turn. */
export interface ServerNames {
  readonly host: readonly string[];
  readonly port: readonly number[];
  readonly path?: string | false;
}

/** Makes the sockets of one pool. Not connected yet: what the driver writes waits in the socket. */
export function patientSockets(): (names: ServerNames) => PatientSocket {
  let turn = 0;
  return ({ host, port, path }) => {
    const at = turn % Math.max(1, host.length);
    turn += 1;
    const server = { host: host[at] ?? "127.0.0.1", port: port[at] ?? port[0] ?? 5432 };
    // The driver reads both off the socket: for the name in the certificate, and for its messages.
    const socket = Object.assign(new PatientSocket(), server);
    return path ? socket.connect(path) : socket.connect(server);
  };
}
