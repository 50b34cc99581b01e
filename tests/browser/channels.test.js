// The notification channels: what each can do, and how a test of it goes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isSameDocument, markDocument, people, press, signedIn, until, update } from "./support.js";

const line = (page) => page.locator("#channels-email-test");
const testButton = (page) => page.locator("button[form=channels-email-form]");

test("a test shows how it goes by itself, without loading the page", async (t) => {
  const page = await signedIn(t, people.alice);
  await markDocument(page);
  await press(page, testButton(page));
  await until(async () => (await line(page).getAttribute("class")).includes("well"), "the test was sent");
  assert.match(await line(page).innerText(), /^Test at .+: Sent$/s);
  assert.equal(await line(page).getAttribute("hx-get"), null, "nothing more is asked");
  assert.ok(await isSameDocument(page));
});

test("channels that cannot work say why, and the rest is saved in place", async (t) => {
  const page = await signedIn(t, people.carol);
  assert.equal(await page.locator("#channels .unable").count(), 5);
  await page.locator("#channels-slack").check();
  await press(page, testButton(page));
  assert.ok(await page.locator("#channels-slack").isChecked(), "what was ticked stays ticked");
  await page.locator("#channels [data-unsaved]").waitFor();
  assert.equal((await update(page, "channels")).status(), 200);
  await page.locator("#channels .notice.good").waitFor();
  assert.ok(await page.locator("#channels [data-unsaved]").isHidden());
  await page.reload();
  assert.ok(await page.locator("#channels-slack").isChecked());
});
