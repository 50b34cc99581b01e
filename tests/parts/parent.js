// What ties a part to the test that started it: it says that it is ready, and ends with it.

/** One line of JSON on standard output. */
export const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);

/** Ends this process when whoever started it closes standard input, or dies. */
export const endWithParent = () => {
  process.stdin.on("end", () => process.exit()).on("error", () => process.exit());
  process.stdin.resume();
  process.on("SIGTERM", () => process.exit());
};
