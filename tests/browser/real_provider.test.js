// The whole verification as it is in service: first-run set-up, and a code that leaves over
// Twilio's own API description, read from the recorder in front of it.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { addPhone, goVerify, row, typeCode } from "./contacts.js";
import { startTwilio } from "./parts.js";
import { startCallbook, stop } from "./programs.js";
import { goodNews, newPage, press, until } from "./support.js";

const ACCOUNT = "AC7e577e577e577e577e577e577e577e57";
const OWNER = { account: "Night Watch", name: "Olga Owner", email: "olga@watch.example", password: "velvet tractor mosaic dune" };

const start = async (t) => {
  const twilio = await startTwilio();
  const folder = await mkdtemp(join(tmpdir(), "callbook-"));
  let setUp;
  const program = await startCallbook("serve", {
    CALLBOOK_DATA_DIR: folder,
    CALLBOOK_TWILIO_API_URL: twilio.url,
    CALLBOOK_TWILIO_ACCOUNT_SID: ACCOUNT,
    CALLBOOK_TWILIO_AUTH_TOKEN: "token",
    CALLBOOK_TWILIO_FROM: "+15005550006",
  }, (line) => {
    setUp = line.split(" ").at(-1);
    return true;
  });
  t.after(async () => {
    await stop(program);
    await stop(twilio.program);
    await rm(folder, { recursive: true });
  });
  return { setUp, recorded: twilio.recorded };
};

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with" : "without";
  test(`a phone is verified over a real provider, ${how} JavaScript`, async (t) => {
    const { setUp, recorded } = await start(t);
    const page = await newPage(t, { javaScriptEnabled, refusals: [404], baseURL: new URL(setUp).origin });
    await page.goto(setUp);
    for (const [name, text] of Object.entries(OWNER)) await page.locator(`#set-up-${name}`).fill(text);
    await press(page, page.locator("form [type=submit]"));
    await page.waitForURL("**/settings");
    await page.locator("#emails .off").waitFor();
    await addPhone(page, "NL", "06 12345678");
    await row(page, "+31 6 12345678").locator(".pill", { hasText: "unverified" }).waitFor();
    let sent;
    await until(async () => {
      sent = (await recorded()).filter(({ path }) => path.endsWith("/Messages.json"));
      return sent[0]?.status;
    }, "the provider has the message");
    assert.equal(sent[0].status, 201, "as Twilio's own description has it");
    assert.equal(sent[0].form.To, "+31612345678");
    const [code] = sent[0].form.Body.match(/^\d{6}/);
    assert.ok(sent[0].form.Body.endsWith(`@localhost #${code}`));
    await goVerify(page, "+31 6 12345678");
    await typeCode(page, code);
    await page.waitForURL("**/settings/phones");
    assert.equal(await goodNews(page).innerText(), "Phone verified successfully");
    await page.goto("/dev/outbox");
    await page.locator(".error-page").waitFor();
  });
}
