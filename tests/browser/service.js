// Callbook in service: without users, and with a real carrier behind it.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sign, startTwilio } from "./parts.js";
import { startCallbook, stop } from "./programs.js";
import { press, until } from "./support.js";

const ACCOUNT = "AC7e577e577e577e577e577e577e577e57";
const TOKEN = "token";
const FROM = "+15005550006";
export const OWNER = {
  account: "Night Watch", name: "Olga Owner", email: "olga@watch.example", password: "velvet tractor mosaic dune",
};

/** Starts it in a folder of its own; `stop` ends all of it. */
export const startService = async () => {
  const twilio = await startTwilio();
  const folder = await mkdtemp(join(tmpdir(), "callbook-"));
  let setUp;
  const program = await startCallbook("serve", {
    CALLBOOK_DATA_DIR: folder,
    CALLBOOK_TWILIO_API_URL: twilio.url,
    CALLBOOK_TWILIO_ACCOUNT_SID: ACCOUNT,
    CALLBOOK_TWILIO_AUTH_TOKEN: TOKEN,
    CALLBOOK_TWILIO_FROM: FROM,
  }, (line) => {
    setUp = line.split(" ").at(-1);
    return true;
  });
  const end = async () => {
    // The carrier first: a request that still waits for its answer would delay the rest.
    await stop(twilio.program);
    await stop(program);
    await rm(folder, { recursive: true });
  };
  return { setUp, origin: new URL(setUp).origin, recorded: twilio.recorded, stop: end };
};

/** Follows the printed address and creates the first account. */
export const setUpOwner = async (page, { setUp }) => {
  await page.goto(setUp);
  for (const [name, text] of Object.entries(OWNER)) await page.locator(`#set-up-${name}`).fill(text);
  await press(page, page.locator("form:not(.passkey) [type=submit]"));
  await page.waitForURL("**/welcome/**");
  await page.goto("/welcome/test");
  await press(page, page.locator(".skip-all button"));
  await page.waitForURL("**/settings");
};

/** Waits until the carrier has answered a message to a number, and gives the newest of them. */
export const sentTo = async ({ recorded }, number, says = "") => {
  let sent;
  await until(async () => {
    const all = await recorded();
    sent = all.findLast(({ form, status }) => form.To === number && status && (form.Body ?? form.Twiml).includes(says));
    return sent;
  }, `the carrier has a message to ${number}`);
  return sent;
};

const hook = async (page, url, params) => {
  const signature = await sign({ kind: "twilio", token: TOKEN, url, params });
  const answer = await page.request.post(url, { form: params, headers: { "x-twilio-signature": signature } });
  if (!answer.ok()) throw new Error(`${answer.status()} from ${url}`);
};

/** The carrier reports what became of a message. */
export const reportStatus = (page, { sid, form }, status) =>
  hook(page, form.StatusCallback, { AccountSid: ACCOUNT, MessageSid: sid, MessageStatus: status, To: form.To, From: FROM });

/** Someone answers by SMS. */
export const answerBySms = (page, { origin }, number, word) => hook(page, `${origin}/hooks/sms/inbound`, {
  AccountSid: ACCOUNT, MessageSid: `SM${Date.now().toString(16).padStart(32, "0")}`, From: number, To: FROM, Body: word,
});
