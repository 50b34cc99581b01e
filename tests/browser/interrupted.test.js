// Cards with other requests than their Update: what was typed is never lost to one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addEmail, row } from "./contacts.js";
import { hasFocus, people, signedIn, until, update } from "./support.js";

const LOSSES = ["ERR_INTERNET_DISCONNECTED", "Failed to fetch"];
const number = (page) => page.locator("#phones-number");
const unsaved = (page, slug) => page.locator(`#${slug} [data-unsaved]`);
const isPreview = (one) => one.url().includes("/settings/phones/preview");

/** Lets everything happen that hangs on what just came. */
const settled = (page) => page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted))));

test("a number is not saved yet because the server said how it reads", async (t) => {
  const page = await signedIn(t, people.alice);
  await number(page).fill("+31 6 12345671");
  await until(async () => (await page.locator("#phones-preview").innerText()).includes("mobile"), "the line is there");
  await settled(page);
  assert.ok(await unsaved(page, "phones").isVisible());
  const asked = page.waitForEvent("dialog").then(async (dialog) => {
    await dialog.dismiss();
    return dialog.type();
  });
  await page.locator(".wordmark").click({ noWaitAfter: true });
  assert.equal(await asked, "beforeunload");
  await number(page).fill("");
  await until(() => unsaved(page, "phones").isHidden(), "the mark goes with the number");
});

test("a number that is typed after the session ended brings no sign-in page into its card", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [401] });
  await page.context().clearCookies();
  await Promise.all([page.waitForResponse(isPreview), number(page).pressSequentially("06 12345671")]);
  await page.locator("#page-notice .notice, #sign-in-email").first().waitFor();
  assert.equal(await page.locator("#phones #sign-in-email").count(), 0);
  assert.equal(await page.locator("#masthead").count(), 1);
  assert.ok(await hasFocus(number(page)), "who types goes on typing");
});

test("a number that is typed offline is typed on", async (t) => {
  const page = await signedIn(t, people.alice, { losses: LOSSES });
  await number(page).focus();
  await page.context().setOffline(true);
  await Promise.all([page.waitForEvent("requestfailed"), page.keyboard.type("06 1234")]);
  await settled(page);
  assert.ok(await hasFocus(number(page)));
  await page.keyboard.type("5671");
  assert.equal(await number(page).inputValue(), "06 12345671");
});

test("a row's button that failed offline brings nothing back that was saved since", async (t) => {
  const page = await signedIn(t, people.alice, { losses: LOSSES });
  await addEmail(page, "row@acme.example");
  await row(page, "row@acme.example").waitFor();
  await page.locator("#emails-address").fill("typed@acme.example");
  await page.context().setOffline(true);
  await row(page, "row@acme.example").getByRole("button", { name: "Resend" }).click();
  await page.locator("#page-notice [role=alert]").waitFor();
  assert.equal(await page.locator("#emails-address").inputValue(), "typed@acme.example");
  await page.context().setOffline(false);
  assert.equal((await update(page, "emails")).status(), 200);
  await row(page, "typed@acme.example").waitFor();
  await settled(page);
  assert.equal(await page.locator("#emails-address").inputValue(), "");
  assert.ok(await unsaved(page, "emails").isHidden());
});

test("a row's button whose contact is gone meanwhile says so, and keeps the page", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [404] });
  await addEmail(page, "gone@acme.example");
  await row(page, "gone@acme.example").waitFor();
  const tab = await page.context().newPage();
  await tab.goto("/settings");
  await row(page, "gone@acme.example").getByRole("link", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Remove email address" }).click();
  await page.waitForURL("**/settings/emails*");
  await tab.locator("#general-name").press("End");
  await tab.keyboard.type("!");
  await row(tab, "gone@acme.example").getByRole("button", { name: "Resend" }).click();
  await tab.locator("#page-notice .notice.bad").waitFor();
  assert.ok((await tab.locator("#general-name").inputValue()).endsWith("!"));
  assert.ok(await unsaved(tab, "general").isVisible());
});
