// The programs that the tests start and stop.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

export const ROOT = resolve(import.meta.dirname, "../..");
const CALLBOOK = resolve(ROOT, process.env.CALLBOOK_BIN ?? "target/debug/callbook");

export const freePort = async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
};

/** Starts a program, and goes on when a line of its output is the last that is waited for. */
export const start = async (command, args, isLast, options) => {
  const program = spawn(command, args, { cwd: ROOT, stdio: ["pipe", "pipe", "inherit"], ...options });
  for await (const line of createInterface({ input: program.stdout })) {
    if (isLast(line)) return program;
  }
  throw new Error(`${command} ${args.join(" ")} ended before it said what was waited for`);
};

/** Starts Callbook on a port of its own, where it is reached as `http://localhost:<port>`. */
export const startCallbook = async (command, settings, isLast) => {
  const port = await freePort();
  const env = {
    CALLBOOK_LISTEN: `127.0.0.1:${port}`,
    CALLBOOK_PUBLIC_URL: `http://localhost:${port}`,
    CALLBOOK_LOG: "warn",
    ...settings,
  };
  return start(CALLBOOK, [command], isLast, { env });
};

export const stop = async (program) => {
  if (program?.exitCode !== null) return;
  program.kill("SIGTERM");
  await once(program, "exit");
};
