import { spawn } from "node:child_process";

/** Commands under way; a start that is told to end ends them too. */
const running = new Set();

/** Ends every command that `run` has under way. */
export function endCommands() {
  for (const child of running) child.kill("SIGTERM");
}

/**
 * Runs a command to its end without blocking, and keeps what it printed.
 * @param {string} program the program
 * @param {string[]} args its arguments
 * @param {import("node:child_process").SpawnOptions & { show?: boolean }} [options] `show` prints along as it comes
 * @returns {Promise<{ code: number, output: string, stdout: string }>} code 1 when it could not be run
 */
export function run(program, args, { show = false, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    running.add(child);
    let output = "";
    let stdout = "";
    child.stdout?.on("data", (data) => {
      output += data;
      stdout += data;
      if (show) process.stdout.write(data);
    });
    child.stderr?.on("data", (data) => {
      output += data;
      if (show) process.stderr.write(data);
    });
    child.on("error", (error) => resolve({ code: 1, output: `${output}${error.message}`, stdout }));
    child.on("close", (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, output, stdout });
    });
  });
}

/**
 * Hands the rest of the work to another program and ends as it ends. Signals go on to it, so that Ctrl-C and `kill`
 * reach the one that holds the database; where this process itself is killed, the other sees the channel close.
 * @param {string} program the program
 * @param {string[]} args its arguments
 * @param {Record<string, string | undefined>} env its environment
 * @returns {Promise<never>}
 */
export async function become(program, args, env) {
  const child = spawn(program, args, { stdio: ["inherit", "inherit", "inherit", "ipc"], env });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  const code = await new Promise((resolve) => {
    child.on("error", () => resolve(1));
    child.on("exit", (status, signal) => resolve(status ?? (signal ? 1 : 0)));
  });
  process.exit(code);
}
