// Reports of a carrier, and lines that poll for them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { addPhone, goVerify, row, typeCode } from "./contacts.js";
import { OWNER, answerBySms, reportStatus, sentTo, setUpOwner, startService } from "./service.js";
import {
  NARROW, hasFocus, isSameDocument, isSeenWithFocus, markDocument, newPage, press, signIn, until, updateOther,
} from "./support.js";

const NUMBER = "+31612345678";
const LOSSES = ["ERR_INTERNET_DISCONNECTED", "Failed to fetch"];
const line = (page) => page.locator("#channels-sms-test");
const unsaved = (page) => page.locator("#channels [data-unsaved]");
const phone = (page) => row(page, "+31 6 12345678");
let service;

before(async () => { service = await startService(); });
after(() => service?.stop());

/** The owner, in a fresh browser; the first time round the account is created, and its phone verified. */
const enter = async (t, options) => {
  const page = await newPage(t, { baseURL: service.origin, ...options });
  if (service.isSetUp) {
    await page.goto("/login");
    await signIn(page, OWNER);
    return page;
  }
  service.isSetUp = true;
  await setUpOwner(page, service);
  await addPhone(page, "NL", "06 12345678");
  await goVerify(page, "+31 6 12345678");
  await typeCode(page, (await sentTo(service, NUMBER)).form.Body.slice(0, 6));
  await page.waitForURL("**/settings/phones*");
  await press(page, page.locator("button[form=channels-sms-form]"));
  await sentTo(service, NUMBER, "test");
  await page.goto("/settings");
  return page;
};

/** Waits until the line has asked for news so many times. */
const polls = async (page, times) => {
  for (let count = 0; count < times; count += 1) {
    const answer = await page.waitForResponse((one) => one.url().endsWith("/settings/channels/sms/tests"));
    await answer.finished();
  }
};

test("a line that asks for news leaves what is not saved yet marked", async (t) => {
  const page = await enter(t);
  const voice = page.locator("#channels-voice");
  await polls(page, 1);
  await voice.click();
  assert.ok(await unsaved(page).isVisible(), "a change after the line has asked is marked");
  await polls(page, 2);
  assert.ok(!(await voice.isChecked()), "it was on since the code was typed");
  assert.ok(await unsaved(page).isVisible(), "and stays marked when it asks again");
  await voice.click();
  assert.ok(await unsaved(page).isHidden());
});

test("a line that asks for news shows no sign-in page in itself when the session has ended", async (t) => {
  const page = await enter(t, { refusals: [401] });
  await page.context().clearCookies();
  await polls(page, 1);
  await page.locator("#page-notice .notice, #sign-in-email").first().waitFor();
  assert.equal(await page.locator("#channels #sign-in-email").count(), 0);
  assert.equal(await page.locator("#masthead").count(), 1);
});

test("a line that gets no answer takes nobody's focus", async (t) => {
  const page = await enter(t, { losses: LOSSES });
  const name = page.locator("#general-name");
  await name.press("End");
  await page.context().setOffline(true);
  for (let count = 0; count < 2; count += 1) {
    await page.waitForEvent("requestfailed");
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted))));
    assert.ok(await hasFocus(name), "who types goes on typing");
  }
});

test("a line that asks meanwhile does not hide what came of an Update", async (t) => {
  const page = await enter(t, { losses: ["ERR_FAILED", "Failed to fetch"] });
  const isAsking = (one) => one.url().endsWith("/settings/channels/sms/tests");
  let answer;
  await page.route("**/settings/general*", async (route) => {
    await page.waitForRequest(isAsking);
    await route[answer]();
  });
  const pressUpdate = async (how) => {
    answer = how;
    await page.locator("#general .card-foot [type=submit]").click();
  };
  await pressUpdate("abort");
  await isSeenWithFocus(page.locator("#page-notice .notice.bad"));
  await pressUpdate("continue");
  await isSeenWithFocus(page.locator("#general > .notice.good"));
});

test("a test shows by itself that it arrived, and then asks no more", async (t) => {
  const page = await enter(t);
  await markDocument(page);
  assert.match(await line(page).innerText(), /: Sent$/);
  await reportStatus(page, await sentTo(service, NUMBER, "test"), "delivered");
  await until(async () => (await line(page).innerText()).endsWith(": Delivered"), "the line says so");
  assert.equal(await line(page).getAttribute("hx-get"), null);
  assert.ok(await isSameDocument(page));
});

test("a phone that answered STOP gets nothing more, and says how to heal it", async (t) => {
  const page = await enter(t);
  await answerBySms(page, service, NUMBER, "STOP");
  await page.reload();
  assert.deepEqual(await phone(page).locator(".pill").allInnerTexts(), ["primary", "blocked"]);
  assert.match(await phone(page).innerText(), /replied STOP.*Text START/s);
  assert.deepEqual(await phone(page).locator(".row-actions").getByText(/Verify|Resend|Make primary/).allInnerTexts(), []);
  assert.equal(await page.locator("button[form=channels-sms-form]").count(), 0);
  await answerBySms(page, service, NUMBER, "START");
  await page.reload();
  assert.deepEqual(await phone(page).locator(".pill").allInnerTexts(), ["primary", "verified"]);
});

test("a message that waits is one of the jobs, and nothing in the table says what is in it", async (t) => {
  const page = await enter(t);
  if (!(await page.locator("#other-debug_mode").isChecked())) {
    await page.locator("#other-debug_mode").check();
    await updateOther(page);
  }
  // This number gets no answer for a minute.
  await addPhone(page, "NL", "06 12340504");
  await row(page, "+31 6 12340504").waitFor();
  for (const viewport of [page.viewportSize(), NARROW]) {
    await page.setViewportSize(viewport);
    await page.goto("/jobs");
    const job = page.locator("tbody tr").filter({ hasText: "phone-code" });
    await until(async () => {
      await page.reload();
      return (await job.locator(".pill").innerText()) === "Retrying";
    }, "the job is under way");
    assert.doesNotMatch(await job.innerText(), /0504|payload/);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
  }
  await page.goto("/deliveries");
  const code = page.locator("tbody tr").filter({ hasText: "Verification code" }).first();
  assert.equal(await code.locator(".pill").innerText(), "Queued");
});
