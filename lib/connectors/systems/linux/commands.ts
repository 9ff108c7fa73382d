/** A command with its arguments, as it is put on the command line after `env LC_ALL=C TZ=UTC0`. */
export type Command = readonly string[];

const asRoot = (...command: Command): Command => ["sudo", "-n", "--", ...command];
const asUser = (name: string, ...command: Command): Command => ["sudo", "-n", "-u", name, "--", ...command];

/** Everything that is ever run on a host. The sudo rules in docs/connectors.md allow these and nothing else. */
export const READ = {
  now: ["date", "+%s"],
  accounts: ["getent", "passwd"],
  groups: ["getent", "group"],
  /** Names and the day on which each account ends; the hashes stay on the host. */
  ends: asRoot("/usr/bin/cut", "-d:", "-f1,8", "/etc/shadow"),
  /** P: a password, L: locked, NP: none asked. */
  passwords: asRoot("/usr/bin/passwd", "-S", "-a"),
  processes: asRoot("/usr/bin/ps", "-e", "-o", "pid=", "-o", "sess=", "-o", "uid=", "-o", "comm="),
  sudo: (name: string) => asRoot("/usr/bin/sudo", "-n", "-l", "-U", name),
  sshd: (name: string) => asRoot("/usr/sbin/sshd", "-T", "-C", `user=${name},host=localhost,addr=127.0.0.1`),
  keys: (name: string, file: string) => asUser(name, "/usr/bin/cat", "--", file),
  crontab: (name: string) => asRoot("/usr/bin/crontab", "-l", "-u", name),
  atJobs: asRoot("/usr/bin/atq"),
  lingering: ["ls", "-1", "/var/lib/systemd/linger"],
} as const;

export const ACT = {
  close: (name: string) => asRoot("/usr/sbin/usermod", "-L", "-e", "1", "--", name),
  /** On leave the password is kept as it is. */
  suspend: (name: string) => asRoot("/usr/sbin/usermod", "-e", "1", "--", name),
  lockPassword: (name: string) => asRoot("/usr/sbin/usermod", "-L", "--", name),
  endSession: (name: string, id: string) => asRoot("/usr/bin/pkill", "-KILL", "-u", name, "-s", id),
  leave: (name: string, group: string) => asRoot("/usr/bin/gpasswd", "-d", name, group),
  /** As the user, so that no link of theirs leads to anybody else's file. */
  removeKey: (name: string, blob: string, file: string) =>
    asUser(name, "/usr/bin/sed", "-i", "-e", `\\,${blob},d`, "--", file),
  removeCrontab: (name: string) => asRoot("/usr/bin/crontab", "-r", "-u", name),
  removeJob: (id: string) => asRoot("/usr/bin/atrm", id),
  stopLingering: (name: string) => asRoot("/usr/bin/loginctl", "disable-linger", name),
} as const;

/** An account's name, before it reaches a command line. */
export const NAME = /^[a-z_][a-z0-9_-]{0,31}$/;
export const GROUP = /^[A-Za-z_][A-Za-z0-9_.-]{0,31}$/;
/** A path without anything that a shell or a sudo rule could read as more than a path. */
export const PATH = /^(?:\/[A-Za-z0-9._@+-]+)+$/;

/** The command line: every word that is not plainly harmless in single quotes. */
export function commandLine(command: Command): string {
  return ["env", "LC_ALL=C", "TZ=UTC0", ...command].map(quoted).join(" ");
}

function quoted(word: string): string {
  if (/^[A-Za-z0-9_/.:=,@%+-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", "'\\''")}'`;
}
