// The parts of tests/parts that stand in for providers.
import { once } from "node:events";
import { createInterface } from "node:readline";
import { ROOT, start } from "./programs.js";
import { spawn } from "node:child_process";

const PARTS = `${ROOT}/tests/parts`;

/** Starts what stands for Twilio; its pipe is open for as long as this process lives. */
export const startTwilio = async () => {
  let url;
  const isReady = (line) => {
    ({ url } = JSON.parse(line));
    return true;
  };
  const program = await start("node", [`${PARTS}/twilio.js`], isReady);
  const recorded = async () => (await fetch(`${url}/recorded`)).json();
  return { program, url, recorded };
};

/** Signs one webhook with its sender's official package. */
export const sign = async (webhook) => {
  const python = spawn(`${PARTS}/.venv/bin/python`, [`${PARTS}/sign.py`], { stdio: ["pipe", "pipe", "inherit"] });
  python.stdin.end(`${JSON.stringify(webhook)}\n`);
  const [line] = await once(createInterface({ input: python.stdout }), "line");
  const { signature, error } = JSON.parse(line);
  if (error) throw new Error(error);
  return signature;
};
