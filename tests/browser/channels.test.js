// Notification channels: what each can do, and the state of its test.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isSameDocument, isSeenWithFocus, markDocument, people, press, signedIn, until, update } from "./support.js";

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
  await page.locator("#channels-sms").check();
  await press(page, testButton(page));
  await page.locator("#channels > .notice.good").waitFor();
  await page.locator("#channels [data-unsaved]").waitFor();
  assert.ok(await page.locator("#channels-sms").isChecked(), "what was ticked stays ticked");
  assert.equal((await update(page, "channels")).status(), 200);
  await page.locator("#channels .notice.good").waitFor();
  assert.ok(await page.locator("#channels [data-unsaved]").isHidden());
  await page.reload();
  assert.ok(await page.locator("#channels-sms").isChecked());
});

test("each channel says where it leads, or why it cannot", async (t) => {
  const page = await signedIn(t, people.alice);
  await page.locator("#channels .folded summary").click();
  const channels = page.locator(".channel");
  assert.deepEqual(await channels.locator("label").allInnerTexts(), ["Email", "SMS", "Voice", "Push", "WhatsApp", "Slack"]);
  assert.deepEqual(await channels.locator(".goes-to").allInnerTexts(), ["a•••@a•••.example"]);
  assert.deepEqual(await channels.locator(".unable").allInnerTexts(), [
    "You don’t have a verified phone for this channel. Add or verify one under Phones.",
    "You don’t have a verified phone for this channel. Add or verify one under Phones.",
    "Push isn’t available yet. Keep another channel turned on.",
    "WhatsApp isn’t available on this server yet. Use SMS for now.",
    "Slack isn’t available on this server yet. Use email for now.",
  ]);
  assert.deepEqual(await channels.getByRole("button").allInnerTexts(), ["Send me a test\n: Email"]);
});

test("too many tests are refused in the card, and nothing counts as unsaved", async (t) => {
  const page = await signedIn(t, people.bob, { locale: "nl", refusals: [429] });
  const alert = page.locator("#channels > .notice.bad");
  for (let count = 0; count < 5; count += 1) {
    assert.equal((await press(page, testButton(page))).status(), 200);
    await page.locator("#channels > .notice.good").waitFor();
  }
  await markDocument(page);
  assert.equal((await press(page, testButton(page))).status(), 429);
  await isSeenWithFocus(alert);
  assert.ok(await page.locator("#channels [data-unsaved]").isHidden());
  assert.ok(await line(page).isVisible(), "the last test is still there");
  await page.locator("#channels-sms").click();
  assert.ok(await page.locator("#channels [data-unsaved]").isVisible());
  await page.locator("#channels-sms").click();
  assert.ok(await page.locator("#channels [data-unsaved]").isHidden());
  assert.ok(await isSameDocument(page));
});
