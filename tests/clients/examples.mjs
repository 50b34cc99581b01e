// Runs the lines of examples as modules: a line of JSON with lines and environment in, what they printed out.
import { createInterface } from "node:readline";
import { formatWithOptions } from "node:util";

let printed = [];
let count = 0;
console.log = (...values) => printed.push(formatWithOptions({ colors: false }, ...values));

for await (const told of createInterface({ input: process.stdin })) {
  const { lines, env } = JSON.parse(told);
  Object.assign(process.env, env);
  printed = [];
  let answer;
  try {
    // Lines that ran before would not run again under the same URL.
    count += 1;
    await import(`data:text/javascript,${encodeURIComponent(`${lines}\n// ${count}`)}`);
    answer = { printed: printed.join("\n") };
  } catch (error) {
    answer = { failed: String(error.stack) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
