// The tie between a part and the test that started it: it reports that it is ready, and ends with
// the test.

/** One line of JSON on standard output. */
export const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);

/** Ends this process when whoever started it closes standard input, or dies. */
export const endWithParent = () => {
  process.stdin.on("end", () => process.exit()).on("error", () => process.exit());
  process.stdin.resume();
  process.on("SIGTERM", () => process.exit());
};
