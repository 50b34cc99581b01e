import assert from "node:assert/strict";
import { test } from "node:test";
import { addEmail, addPhone, goVerify, row, typeCode } from "./contacts.js";
import { codeFor, linkFor } from "./outbox.js";
import { newPage, newTab, pageNotice, people, picture, press, signIn, update, uploadAvatar } from "./support.js";

const name = (page) => page.locator("#general-name");
const summary = (page, slug) => page.locator(`#${slug} .summary`);

const enter = async (t, person, options) => {
  const page = await newPage(t, { javaScriptEnabled: false, ...options });
  await page.goto("/login");
  await signIn(page, person);
  return page;
};

/** Updates a card by plain form; the page that follows has the notice above everything else. */
const updatePlainly = async (page, slug) => {
  assert.equal((await update(page, slug)).status(), 303);
  await page.waitForURL(`**/settings/${slug}*`);
  await pageNotice(page).waitFor();
  return pageNotice(page).innerText();
};

test("without JavaScript one signs in, errors told, and out again", async (t) => {
  const page = await newPage(t, { javaScriptEnabled: false, refusals: [422] });
  await page.goto("/settings");
  await page.locator("form:not(.passkey) [type=submit]").click();
  await page.locator(".summary").waitFor();
  await signIn(page, people.alice);
  await page.locator(".profile summary").click();
  await page.locator(".profile .dropdown-menu button").click();
  await page.locator("[role=status]").waitFor();
  assert.equal(new URL(page.url()).pathname, "/login");
});

test("without JavaScript nothing is offered that needs it", async (t) => {
  const page = await enter(t, people.alice);
  for (const needy of ["#find", "[data-reveal]", "[data-unsaved]", ".suggestion"]) {
    assert.equal(await page.locator(needy).filter({ visible: true }).count(), 0, needy);
  }
});

test("without JavaScript a name is saved", async (t) => {
  const page = await enter(t, people.alice);
  await name(page).fill("Zelda Quick");
  assert.equal(await updatePlainly(page, "general"), "Your name was saved.");
  assert.equal(await name(page).inputValue(), "Zelda Quick");
});

test("without JavaScript an avatar is uploaded and removed", async (t) => {
  const page = await enter(t, people.alice);
  assert.equal((await uploadAvatar(page, picture)).status(), 303);
  await page.waitForURL("**/settings/general*");
  assert.equal(await pageNotice(page).innerText(), "Your avatar was saved.");
  assert.equal(await page.locator("#masthead img.avatar").evaluate((image) => image.naturalWidth), 96);
  await press(page, page.locator(".avatar-form form:not(:has([type=file])) button"));
  await page.waitForURL("**/settings/general*");
  assert.equal(await pageNotice(page).innerText(), "Your avatar was removed.");
});

test("without JavaScript other settings are saved", async (t) => {
  const page = await enter(t, people.alice);
  await page.locator("#other-time_zone").fill("tokyo");
  await page.locator("#other-off_call").check();
  await page.locator("#other-off_call_lead_times label").first().click();
  await page.locator("#other-off_call_layers").fill("2");
  assert.equal(await updatePlainly(page, "other"), "Your settings were saved.");
  assert.equal(await page.locator("#other-time_zone").inputValue(), "Asia/Tokyo");
  assert.equal(await page.locator("#other-off_call_layers").inputValue(), "2");
});

test("without JavaScript a password is saved", async (t) => {
  const page = await enter(t, people.carol);
  const fresh = "copper-saddle-nimbus-thread";
  await page.locator("#password-current").fill(people.carol.password);
  await page.locator("#password-new").fill(fresh);
  await page.locator("#password-confirm").fill(fresh);
  assert.match(await updatePlainly(page, "password"), /contraseña/);
});

test("without JavaScript an error is told in its card, and what was typed is kept", async (t) => {
  const page = await enter(t, people.alice, { refusals: [422] });
  await page.locator("#other-on_call").check();
  await page.locator("#other-on_call_layers").fill("first");
  assert.equal((await update(page, "other")).status(), 422);
  await summary(page, "other").waitFor();
  const { y } = await page.locator("#other").boundingBox();
  assert.ok(y >= 0 && y < 320, `the card is in view, at ${y}`);
  assert.match(await page.title(), /^Error: /);
  assert.equal(await page.locator("#other-on_call_layers").inputValue(), "first");
  await summary(page, "other").getByRole("link").last().click();
  assert.equal(new URL(page.url()).hash, "#other-on_call_layers");
});

test("without JavaScript a stale form is told, and a second Update saves it", async (t) => {
  const page = await enter(t, people.alice, { refusals: [409] });
  const tab = await newTab(page);
  await tab.goto("/settings");
  await name(page).fill("First Tab");
  await updatePlainly(page, "general");
  await name(tab).fill("Second Tab");
  assert.equal((await update(tab, "general")).status(), 409);
  await tab.locator("#general .notice.bad").waitFor();
  assert.equal(await name(tab).inputValue(), "Second Tab");
  await updatePlainly(tab, "general");
  assert.equal(await name(tab).inputValue(), "Second Tab");
});

test("a session that ended is told on a page of its own, with a way on", async (t) => {
  const page = await enter(t, people.alice, { refusals: [401] });
  await page.context().clearCookies();
  assert.equal((await update(page, "general")).status(), 401);
  await page.getByRole("link", { name: "Sign in using a new tab" }).waitFor();
});

test("without JavaScript a phone is verified", async (t) => {
  const page = await enter(t, people.alice, { refusals: [422] });
  const number = "+31 6 12345690";
  await addPhone(page, "NL", "06 12345690");
  await row(page, number).locator(".pill", { hasText: "unverified" }).waitFor();
  const code = await codeFor(page, "+31612345690");
  await goVerify(page, number);
  await typeCode(page, "12345");
  await page.locator(".summary").waitFor();
  await typeCode(page, code);
  await page.waitForURL("**/settings/phones*");
  assert.equal(await pageNotice(page).innerText(), "Phone verified successfully");
});

test("without JavaScript an address is verified and made primary", async (t) => {
  const page = await enter(t, people.alice);
  const address = "plain@acme.example";
  await addEmail(page, address);
  await page.goto(await linkFor(page, address, "email"));
  await press(page, page.locator("main form [type=submit]"));
  await page.waitForURL("**/settings/emails*");
  await press(page, row(page, address).getByRole("button", { name: "Make primary" }));
  await page.waitForURL("**/settings/emails*");
  assert.ok((await page.locator("#emails .row").first().innerText()).includes(address));
});

test("without JavaScript a channel is tested", async (t) => {
  const page = await enter(t, people.alice);
  await press(page, page.locator("button[form=channels-email-form]"));
  await page.waitForURL("**/settings/channels*");
  await page.locator("#channels-email-test").waitFor();
});
