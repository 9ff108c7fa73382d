/** An account is a number and a name together: both are given anew to others. */
export function accountId(account: { readonly uid: string; readonly name: string }): string {
  return `${account.uid}:${account.name}`;
}

export function parseAccount(nativeId: string): { readonly uid: string; readonly name: string } {
  const end = nativeId.indexOf(":");
  return end < 0 ? { uid: "", name: nativeId } : { uid: nativeId.slice(0, end), name: nativeId.slice(end + 1) };
}

export const PASSWORD_KEY = "password";

/** A key of SSH in one file: `SHA256:… /srv/people/mia/.ssh/authorized_keys`. */
export function sshKeyId(fingerprint: string, file: string): string {
  return `${fingerprint} ${file}`;
}

export function parseSshKeyId(key: string): { readonly fingerprint: string; readonly file: string } {
  const end = key.indexOf(" ");
  return { fingerprint: key.slice(0, Math.max(end, 0)), file: key.slice(end + 1) };
}

/** Numbers of system accounts by the Linux Standard Base and the distributions' login.defs; 65534 is nobody. */
export function isSystemAccount(uid: string): boolean {
  const number = Number(uid);
  return number < 1000 || number >= 65_534;
}
