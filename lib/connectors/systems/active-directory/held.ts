import type { HeldKind } from "../../kit/ldap/held-values.ts";

const text = (value: Buffer) => value.toString("utf8");

/**
 * What an account's own entry holds beside the password: other ways to sign in, and what others may do in its name or
 * get of its mail. The password is not among them: no directory shows whether an old one is still known to somebody.
 */
export const HELD: readonly HeldKind[] = [
  {
    prefix: "mapping",
    layer: "credential",
    attribute: "altSecurityIdentities",
    label: (value) => `Mapped certificate or Kerberos name ${text(value)}`,
  },
  { prefix: "cert", layer: "credential", attribute: "userCertificate", label: () => "Certificate" },
  {
    prefix: "key",
    layer: "credential",
    attribute: "msDS-KeyCredentialLink",
    label: () => "Key for signing in without a password",
  },
  {
    prefix: "delegate-to",
    layer: "delegation",
    attribute: "msDS-AllowedToDelegateTo",
    label: (value) => `May act as others towards ${text(value)}`,
  },
  {
    prefix: "send-for",
    layer: "delegation",
    attribute: "publicDelegates",
    label: (value) => `Mail may be sent on behalf by ${text(value)}`,
  },
  {
    prefix: "forward-to",
    layer: "delegation",
    attribute: "altRecipient",
    label: (value) => `Mail is forwarded to ${text(value)}`,
  },
  {
    prefix: "forward-out",
    layer: "delegation",
    attribute: "msExchGenericForwardingAddress",
    label: (value) => `Mail is forwarded to ${text(value)}`,
  },
];
