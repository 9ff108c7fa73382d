import type { Socket } from "node:net";
import type { DurationMicros } from "../../../core/instant.ts";
import type { Exchange } from "../../contract.ts";
import { addressGuard } from "../../http/address-guard.ts";
import { pinnedSocket } from "../../net/pinned-socket.ts";
import { withDeadline } from "../deadline.ts";
import { exchangeOf } from "../exchange.ts";
import { type AsAnswer, asRequest, type Principal, readAsAnswer } from "./as-exchange.ts";

const PORT = 88;
const ANSWER_CAP_BYTES = 256 * 1024;

export interface Kdc {
  readonly host: string;
  readonly allowPrivateTargets: readonly string[];
  readonly deadlineMs: number;
  readonly redact: (text: string) => string;
}

export interface TicketLife {
  /** null when it could not be read. */
  readonly life: DurationMicros | null;
  readonly exchanges: readonly Exchange[];
}

/**
 * The longest life that a domain gives a ticket: one is asked for until as late as can be, and how long it was given for
 * is read in the answer. The policy itself stands in files that a directory does not show. The password is proved and
 * never sent (RFC 4120, 5.2.7.2); the time to prove it with is the server's own.
 */
export async function ticketLife(kdc: Kdc, principal: Principal, signal: AbortSignal): Promise<TicketLife> {
  const exchanges: Exchange[] = [];
  const ask = async (request: Buffer, salt: Parameters<typeof readAsAnswer>[2]): Promise<AsAnswer | null> => {
    const reply = await spoken(kdc, request, signal);
    const answer = reply === null ? null : readAsAnswer(reply, principal, salt);
    exchanges.push(kept(kdc, principal, answer));
    return answer;
  };
  const first = await ask(asRequest(principal, null), null);
  if (first?.kind !== "error" || first.salt === null) return { life: null, exchanges };
  const proof = { salt: first.salt, time: first.time };
  const second = await ask(asRequest(principal, proof), first.salt);
  return { life: second?.kind === "ticket" ? second.life : null, exchanges };
}

function kept({ host, redact }: Kdc, { name, realm }: Principal, answer: AsAnswer | null): Exchange {
  const shown = answer?.kind === "error" ? { kind: "error", code: answer.code, time: answer.time } : answer;
  const request = { ask: "ticket-granting ticket", name, realm };
  const place = {
    verb: "QUERY",
    url: `kerberos://${host}:${PORT}/${realm}`,
    request: JSON.stringify(request),
  } as const;
  const failure = answer === null ? "connection" : answer.kind === "unreadable" ? "unexpected_shape" : null;
  const status = answer?.kind === "error" ? answer.code : answer?.kind === "ticket" ? 0 : null;
  return exchangeOf({ ...place, reply: answer === null ? null : JSON.stringify(shown), status, failure }, redact);
}

/** One question and its whole answer over TCP, each behind its length (RFC 4120, 7.2.2); null when none came. */
function spoken(kdc: Kdc, request: Buffer, signal: AbortSignal): Promise<Buffer | null> {
  return withDeadline(kdc.deadlineMs, signal, async (stop) => {
    try {
      const guard = addressGuard(kdc.allowPrivateTargets);
      // The password never travels: it is proved. So the line needs no encryption of its own.
      const socket = await pinnedSocket({ host: kdc.host, port: PORT, guard, isProtected: true }, stop);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(request.length);
      const reply = wholeReply(socket);
      socket.write(Buffer.concat([length, request]));
      return await reply;
    } catch {
      // Refused, reset, timed out, not allowed: no life was read, whatever the reason.
      return null;
    }
  });
}

function wholeReply(socket: Socket): Promise<Buffer | null> {
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    socket.on("data", (piece: Buffer) => {
      received = Buffer.concat([received, piece]);
      const wanted = received.length < 4 ? 4 : 4 + received.readUInt32BE(0);
      if (wanted <= ANSWER_CAP_BYTES && received.length < Math.max(wanted, 5)) return;
      resolve(wanted > ANSWER_CAP_BYTES ? null : received.subarray(4, wanted));
      socket.destroy();
    });
    socket.once("close", () => resolve(null));
  });
}
