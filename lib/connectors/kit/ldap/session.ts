import type { OpenOptions } from "../../contract.ts";
import { type AtOnce, atOnce } from "../at-once.ts";
import { LdapCall, type Limits } from "./call.ts";
import { openLine, type Place, type Signing } from "./connect.ts";
import type { DirectorySettings } from "./settings.ts";

const DEADLINE_MS = 15_000;

/** One opened directory. Holds no state of its own; every operation has a connection of its own. */
export interface LdapSession {
  /** The name that looks signs in with. */
  readonly looksAs: string;
  /** Runs an operation signed in as who looks. */
  look<T>(signal: AbortSignal, run: (call: LdapCall) => Promise<T>): Promise<T>;
  /** Runs an operation signed in as who acts. */
  act<T>(signal: AbortSignal, run: (call: LdapCall) => Promise<T>): Promise<T>;
}

/**
 * Joins settings and secrets. Nothing is connected before the first operation.
 * @param isIgnored says of a referral that it leads to no accounts; left out, none does.
 */
export function ldapSession(
  options: OpenOptions,
  config: DirectorySettings,
  isIgnored: (url: string) => boolean = () => false,
): LdapSession {
  const { secrets } = options;
  const place: Place = {
    host: config.host,
    port: config.port,
    encryption: config.encryption,
    caCertificate: secrets["caCertificate"] ?? null,
    allowPrivateTargets: options.allowPrivateTargets ?? [],
    secrets: Object.entries(secrets).flatMap(([name, value]) => (name === "caCertificate" ? [] : [value])),
    deadlineMs: options.deadlineMs ?? DEADLINE_MS,
  };
  const limits: Limits = {
    pageSize: config.pageSize === 0 ? null : config.pageSize,
    pagesMax: config.pagesMax,
    isIgnored: (url) => config.ignoreReferrals || isIgnored(url),
    readOnly: options.readOnly ?? false,
  };
  const acting: Signing = { dn: config.bindDn, password: secrets["password"] ?? "" };
  const observing: Signing = {
    dn: config.observeBindDn ?? acting.dn,
    password: secrets["observePassword"] ?? acting.password,
  };
  const lanes: AtOnce = atOnce(options.connectionsMax);
  const run = <T>(signing: Signing, signal: AbortSignal, work: (call: LdapCall) => Promise<T>) =>
    lanes(async () => {
      const call = new LdapCall(await openLine(place, signing, signal), limits, signal);
      try {
        return await work(call);
      } finally {
        call.end();
      }
    });
  return {
    looksAs: observing.dn,
    look: (signal, work) => run(observing, signal, work),
    act: (signal, work) => run(acting, signal, work),
  };
}
