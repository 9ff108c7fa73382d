import type { Socket } from "node:net";
import { BindRequest, DeleteRequest, ExtendedRequest, ModifyRequest, SearchRequest } from "ldapts";
import type { CallFailure } from "../../contract.ts";
import { type Answered, type Arrived, type Asked, answerOf, type LdapAnswer } from "./answer.ts";
import { NotLdapError } from "./ber.ts";
import { type LdapChange, modificationOf, shownChange } from "./change.ts";
import type { LdapEntry } from "./entry.ts";
import type { LdapFilter } from "./filter.ts";
import { Frames, MessageTooLongError } from "./frames.ts";
import { readMessage } from "./message.ts";
import { PagedControl } from "./paged-control.ts";

const START_TLS = "1.3.6.1.4.1.1466.20037";
/** Most bytes of one answer; a page is far smaller. */
const ANSWER_CAP_BYTES = 32 * 1024 * 1024;

export interface Search {
  readonly base: string;
  readonly scope: "base" | "sub";
  readonly filter: LdapFilter;
  readonly attributes: readonly string[];
}

export interface LineOptions {
  /** ldap://host:port or ldaps://host:port. */
  readonly url: string;
  readonly redact: (text: string) => string;
  /** Longest wait for one whole answer. */
  readonly deadlineMs: number;
}

interface Request {
  readonly messageId: number;
  write(): Buffer;
}

/** The answer under way. */
interface Pending {
  readonly id: number;
  readonly entries: LdapEntry[];
  readonly references: string[];
  readonly bytes: Buffer[];
  readonly settle: (arrived: Arrived) => void;
  received: number;
}

/**
 * One open connection to a directory. Operations run one after the other; whatever goes wrong ends the connection, and
 * every later operation then says so too. The library writes the requests; answers are read here, so that a message
 * that lies about its lengths is refused, a code that is missing is no success, and the digest is that of the bytes
 * received.
 */
export class LdapLine {
  readonly #options: LineOptions;
  #socket: Socket;
  #frames = new Frames();
  #pending: Pending | null = null;
  #ended: { readonly failure: CallFailure; readonly code: string | null } | null = null;
  #lastId = 0;

  constructor(socket: Socket, options: LineOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#listen();
  }

  bind(dn: string, password: string): Promise<LdapAnswer> {
    const request = new BindRequest({ messageId: this.#next(), dn, password });
    return this.#ask(request, this.#asked("BIND", dn, { dn, authentication: "simple" }));
  }

  /** One page. `cookie` of the page before, or null for the first; `pageSize` null asks for everything at once. */
  search(search: Search, pageSize: number | null, cookie: Buffer | null): Promise<LdapAnswer> {
    const { base, scope, filter, attributes } = search;
    const controls = pageSize === null ? [] : [new PagedControl(pageSize, cookie)];
    const timeLimit = Math.max(1, Math.ceil(this.#options.deadlineMs / 1000));
    const options = { baseDN: base, scope, filter, attributes: [...attributes], timeLimit, controls };
    const told = { base, scope, filter: filter.toString(), attributes, ...(pageSize === null ? {} : { pageSize }) };
    return this.#ask(new SearchRequest({ messageId: this.#next(), ...options }), this.#asked("SEARCH", base, told));
  }

  /** All changes or none, as the protocol promises. */
  modify(dn: string, changes: readonly LdapChange[]): Promise<LdapAnswer> {
    const request = new ModifyRequest({ messageId: this.#next(), dn, changes: changes.map(modificationOf) });
    return this.#ask(request, this.#asked("MODIFY", dn, { dn, changes: changes.map(shownChange) }));
  }

  delete(dn: string): Promise<LdapAnswer> {
    return this.#ask(new DeleteRequest({ messageId: this.#next(), dn }), this.#asked("DELETE", dn, { dn }));
  }

  startTls(): Promise<LdapAnswer> {
    const request = new ExtendedRequest({ messageId: this.#next(), oid: START_TLS });
    return this.#ask(request, this.#asked("STARTTLS", "", { oid: START_TLS }));
  }

  /** Goes on over another socket, laid over the one so far. What arrived in the clear and was not asked for is dropped. */
  continueOn(socket: Socket): void {
    this.#socket.removeAllListeners("data");
    this.#socket = socket;
    this.#frames = new Frames();
    this.#listen();
  }

  get socket(): Socket {
    return this.#socket;
  }

  /** Ends the connection. An unbind would only be a courtesy: the server sees the end of the stream. */
  end(failure: CallFailure = "connection", code: string | null = null): void {
    this.#ended ??= { failure, code };
    this.#socket.destroy();
    this.#settle(null, this.#ended.failure, this.#ended.code);
  }

  #listen(): void {
    this.#socket.on("data", (chunk: Buffer) => this.#read(chunk));
    this.#socket.on("error", (error: NodeJS.ErrnoException) => this.end("connection", error.code ?? null));
    this.#socket.on("close", () => this.end());
  }

  #next(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  #asked(verb: Asked["verb"], dn: string, request: Asked["request"]): Asked {
    return { verb, url: `${this.#options.url}/${encodeURI(dn)}`, request };
  }

  async #ask(request: Request, asked: Asked): Promise<LdapAnswer> {
    const arrived = await new Promise<Arrived>((resolve) => {
      const timer = setTimeout(() => this.end("timeout"), this.#options.deadlineMs);
      const settle = (answer: Arrived) => {
        clearTimeout(timer);
        resolve(answer);
      };
      this.#pending = { id: request.messageId, entries: [], references: [], bytes: [], received: 0, settle };
      if (this.#ended === null) this.#socket.write(request.write());
      else this.#settle(null, this.#ended.failure, this.#ended.code);
    });
    return answerOf(asked, arrived, this.#options.redact);
  }

  #read(chunk: Buffer): void {
    try {
      for (const bytes of this.#frames.push(chunk)) this.#take(bytes);
    } catch (error) {
      if (!(error instanceof NotLdapError || error instanceof MessageTooLongError)) throw error;
      this.end(error instanceof NotLdapError ? "unexpected_shape" : "too_large");
    }
  }

  #take(bytes: Buffer): void {
    const { id, message } = readMessage(bytes);
    const pending = this.#pending;
    // A notice that nobody asked for (id 0) ends the connection; another id answers something that was never sent.
    if (pending === null || id !== pending.id) {
      this.end(id === 0 ? "connection" : "unexpected_shape");
      return;
    }
    pending.bytes.push(bytes);
    pending.received += bytes.length;
    if (pending.received > ANSWER_CAP_BYTES) {
      this.end("too_large");
      return;
    }
    if (message.kind === "entry") pending.entries.push(message.entry);
    else if (message.kind === "reference") pending.references.push(...message.urls);
    else {
      pending.references.push(...message.referrals);
      this.#settle(message, null, null);
    }
  }

  #settle(result: Answered | null, failure: CallFailure | null, networkCode: string | null): void {
    const pending = this.#pending;
    if (pending === null) return;
    this.#pending = null;
    const { entries, references, bytes } = pending;
    // Half an answer is none: what of it is missing nobody knows.
    const whole = result === null ? { entries: [], references: [], bytes: [] } : { entries, references, bytes };
    pending.settle({ ...whole, result, failure, networkCode });
  }
}
