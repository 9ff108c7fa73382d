import { z } from "zod";
import { databaseAddress } from "../../kit/database-address.ts";

const { host, port } = databaseAddress(22);
const accountName = z.string().regex(/^[a-z_][a-z0-9_-]{0,31}$/, "This is not the name of a Linux account.");

/** What the person who connects a Linux host states. */
export const linuxConfig = z.strictObject({
  host,
  port,
  hostKey: z
    .string()
    .regex(
      /^SHA256:[A-Za-z0-9+/]{43}$/,
      "Write the fingerprint as ssh-keygen -lf prints it: SHA256: and 43 characters.",
    )
    .meta({
      title: "Fingerprint of the host's key",
      description: "From the host's console: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub. Another key is refused.",
    }),
  user: accountName.meta({
    title: "Account that acts",
    description: "With the sudo rules of docs/connectors.md and no others.",
  }),
  observeUser: accountName.optional().meta({
    title: "Account for looks alone",
    description: "With the reading half of those rules. A second account, so that whoever acts is not whoever looks.",
  }),
});

export type LinuxConfig = z.infer<typeof linuxConfig>;
