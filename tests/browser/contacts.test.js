// Phones and email addresses, from their adding to their removal.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addEmail, addPhone, code, goVerify, row, typeCode } from "./contacts.js";
import { codeFor, linkFor, message, otherThan } from "./outbox.js";
import {
  hasFocus, isSameDocument, isSeenWithFocus, markDocument, newPage, newTab, pageNotice, people, press, signIn, signedIn, until, update,
} from "./support.js";

/** The pause after a code was sent, in ms, and a little more. */
const PAUSE = 35_000;
const preview = (page) => page.locator("#phones-preview");
const pills = (page, name) => row(page, name).locator(".pill").allInnerTexts();
const cardNotice = (page, slug) => page.locator(`#${slug} > .notice.good`);
const unsaved = (page, slug) => page.locator(`#${slug} [data-unsaved]`);
const again = (page) => page.locator(".resend button");
const path = (page) => new URL(page.url()).pathname;

/** Arrives back on the settings, where the good news of a card is above everything else. */
const isBack = async (page, slug, news) => {
  await page.waitForURL(`**/settings/${slug}*`);
  await isSeenWithFocus(pageNotice(page));
  assert.equal(await pageNotice(page).innerText(), news);
};

/** Opens the link of a mail, where the address bar shows nothing of its token. */
const openLink = async (page, link) => {
  const answer = await page.goto(link);
  assert.ok(!(await page.content()).includes(link.split("/").at(-1)), "the page does not show the token");
  return answer;
};

// Phones

test("a phone is verified: number, code, wrong code, right code", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [422] });
  const number = "+31 6 12345671";
  await markDocument(page);
  assert.equal((await addPhone(page, "NL", "06 12345671")).status(), 200);
  await isSeenWithFocus(cardNotice(page, "phones"));
  assert.equal(
    await cardNotice(page, "phones").innerText(),
    `We’re sending a code to the new number. Press Verify to enter it.`,
  );
  assert.ok(await isSameDocument(page));
  assert.deepEqual(await pills(page, number), ["unverified"]);
  assert.equal(await page.locator("#phones-number").inputValue(), "");
  assert.ok(await unsaved(page, "phones").isHidden());

  await goVerify(page, number);
  assert.ok((await page.locator(".card").innerText()).includes(number));
  assert.match(await page.locator(".card").innerText(), /We (?:are sending|sent) a code by SMS\. It expires at \d+:\d\d\s[AP]M\./);
  const right = await codeFor(page, "+31612345671");
  await typeCode(page, otherThan(right));
  await isSeenWithFocus(page.locator(".summary"));
  assert.match(await page.title(), /^Error: /);
  assert.equal(await code(page).inputValue(), "");
  assert.equal(await code(page).getAttribute("aria-invalid"), "true");
  assert.equal(await page.locator("#verification-code-error").innerText(), "Incorrect code. You have 4 attempts left");
  await page.locator(".summary a").click();
  await until(() => hasFocus(code(page)), "the input has focus");

  await page.keyboard.type(right);
  await page.keyboard.press("Enter");
  await isBack(page, "phones", "Phone verified successfully");
  assert.deepEqual(await pills(page, number), ["primary", "verified"]);
  assert.equal(await row(page, number).getByRole("link", { name: "Verify" }).count(), 0);
});

test("the line below a number says how it is understood, and nothing rewrites what was typed", async (t) => {
  const page = await signedIn(t, people.alice);
  const [country, input] = [page.locator("#phones-country"), page.locator("#phones-number")];
  const says = (words) => until(async () => (await preview(page).innerText()) === words, `the line says ${words}`);
  await country.selectOption("NL");
  await input.pressSequentially("06 1234");
  await says("Incomplete number");
  await input.pressSequentially("5672");
  await says("+31 6 12345672 · Netherlands · mobile");
  await input.fill("020 123 4567");
  await says("+31 20 123 4567 · Netherlands · landline");
  await input.fill("+44 7400 123456");
  await says("+44 7400 123456 · United Kingdom · mobile");
  assert.equal(await country.inputValue(), "NL");
  assert.equal(await input.inputValue(), "+44 7400 123456");
  await input.fill("07400 123456");
  await says("Incomplete number");
  await country.selectOption("GB");
  await says("+44 7400 123456 · United Kingdom · mobile");
  assert.equal(await input.inputValue(), "07400 123456");
  await input.fill("");
  await says("");
});

test("a number that is none is told beside its input, and kept", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [422] });
  assert.equal((await addPhone(page, "NL", "call me")).status(), 422);
  await isSeenWithFocus(page.locator("#phones .summary"));
  await page.locator("#phones .summary a").click();
  await until(() => hasFocus(page.locator("#phones-number")), "the input has focus");
  assert.equal(await page.locator("#phones-number").inputValue(), "call me");
  assert.equal(await page.locator("#phones-country").inputValue(), "NL");
  assert.ok(await unsaved(page, "phones").isVisible());
});

test("a phone is verified by a call", async (t) => {
  const page = await signedIn(t, people.alice);
  const number = "+44 7400 123457";
  await addPhone(page, "GB", "07400 123457", "Voice");
  assert.equal(
    await cardNotice(page, "phones").innerText(),
    `We’re calling the new number with a code. Press Verify to enter it.`,
  );
  await goVerify(page, number);
  assert.match(await page.locator(".card").innerText(), /We’re calling with a code\./);
  const right = await codeFor(page, "+447400123457", "Voice");
  await typeCode(page, `${right.slice(0, 3)}-${right.slice(3)} `);
  await isBack(page, "phones", "Phone verified successfully");
});

test("a landline takes no SMS, and is called", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [422] });
  assert.equal((await addPhone(page, "NL", "020 123 4567")).status(), 422);
  await isSeenWithFocus(page.locator("#phones .summary"));
  const link = page.locator("#phones .summary a");
  assert.equal(await link.innerText(), "Landlines can’t receive text messages. Choose Voice");
  await link.click();
  await until(() => hasFocus(page.locator("#phones-method")), "the choice has focus");
  assert.equal(await page.locator("#phones-number").inputValue(), "020 123 4567");
  await page.locator("#phones").getByLabel("Voice").check();
  assert.equal((await update(page, "phones")).status(), 200);
  await goVerify(page, "+31 20 123 4567");
  assert.deepEqual(await again(page).allInnerTexts(), ["Call me again"]);
});

test("a code can be asked for again after a pause that is counted down", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [429] });
  await addPhone(page, "NL", "06 12345673");
  await page.clock.install();
  await goVerify(page, "+31 6 12345673");
  const words = page.locator("[data-countdown-words]");
  const left = async () => Number((await words.locator("time").innerText()).match(/^0:(\d\d)$/)[1]);
  const before = await left();
  assert.ok(before > 10 && before <= 31, `${before} s are left`);
  for (const button of await again(page).all()) assert.ok(await button.isDisabled());
  await page.clock.runFor(5000);
  assert.ok((await left()) <= before - 5);
  await page.clock.runFor(PAUSE);
  assert.ok(await words.isHidden());
  // The server's clock is not affected.
  await page.getByRole("button", { name: "Resend code" }).click();
  await isSeenWithFocus(page.locator(".notice.bad"));
  assert.match(await page.locator(".notice.bad").innerText(), /^Wait another \d+ seconds, then try again\.$/);
  assert.match(await page.title(), /^Error: /);
  assert.ok(await words.isVisible());
});

test("who gets no SMS is called instead, once the pause is over", async (t) => {
  const page = await signedIn(t, people.alice);
  await addPhone(page, "NL", "06 12345674");
  await goVerify(page, "+31 6 12345674");
  const call = page.getByRole("button", { name: "Call me instead" });
  assert.ok(await call.isHidden());
  await call.click({ timeout: PAUSE });
  await isSeenWithFocus(page.locator(".notice.good"));
  assert.equal(await page.locator(".notice.good").innerText(), "We’re calling you now.");
  assert.deepEqual(await again(page).allInnerTexts(), ["Call me again", "Text me instead"]);
  assert.ok(await again(page).first().isHidden());
  await typeCode(page, await codeFor(page, "+31612345674", "Voice"));
  await isBack(page, "phones", "Phone verified successfully");
});

test("a wrong number is changed by removing it, which is asked about first", async (t) => {
  const page = await signedIn(t, people.alice);
  const number = "+31 6 12345675";
  await addPhone(page, "NL", "06 12345675");
  for (const answer of ["Keep", "Remove phone number"]) {
    await goVerify(page, number);
    await page.getByRole("link", { name: "Wrong number? Remove it, then add the right one" }).click();
    await page.waitForURL("**/removal");
    assert.equal(await page.locator("h1").innerText(), "Remove this phone number?");
    assert.equal(await page.locator(".thing").innerText(), number);
    await page.locator(".ways-on").getByText(answer).click();
    await page.waitForURL("**/settings/phones*");
    assert.equal(await row(page, number).count(), answer === "Keep" ? 1 : 0);
  }
  await isBack(page, "phones", "The phone number was removed.");
});

test("another phone becomes the primary one in its place", async (t) => {
  const page = await signedIn(t, people.bob, { locale: "nl" });
  for (const last of [1, 2]) {
    await addPhone(page, "NL", `06 1234560${last}`);
    await row(page, `1234560${last}`).locator("a.primary").click();
    await code(page).fill(await codeFor(page, `+3161234560${last}`));
    await page.locator("form:has(#verification-code) [type=submit]").click();
    await page.waitForURL("**/settings/phones*");
  }
  await markDocument(page);
  await press(page, row(page, "12345602").locator("form button"));
  await isSeenWithFocus(cardNotice(page, "phones"));
  assert.ok(await isSameDocument(page));
  assert.ok((await page.locator("#phones .row").first().innerText()).includes("12345602"));
  assert.equal(await row(page, "12345602").locator(".pill").count(), 2);
  assert.equal(await row(page, "12345601").locator(".pill").count(), 1);
});

// Emails

test("an address is verified by the link that was mailed to it, and becomes primary in its place", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [404] });
  const fresh = "alice.archer@acme.example";
  await markDocument(page);
  assert.equal((await addEmail(page, fresh)).status(), 200);
  await isSeenWithFocus(cardNotice(page, "emails"));
  assert.equal(await cardNotice(page, "emails").innerText(), "We’re sending a link to the new address. Open it to verify the address.");
  assert.ok(await isSameDocument(page));
  assert.deepEqual(await pills(page, fresh), ["unverified"]);
  assert.equal(await page.locator("#emails-address").inputValue(), "");
  assert.deepEqual(await pills(page, people.alice.email), ["primary", "verified"]);

  const link = await linkFor(page, fresh, "email");
  const tab = await newTab(page);
  await openLink(tab, link);
  assert.equal(path(tab), "/links/email");
  assert.equal(await tab.locator(".thing").innerText(), fresh);
  await tab.getByRole("button", { name: "Verify this address" }).click();
  await isBack(tab, "emails", "Email address verified.");
  assert.deepEqual(await pills(tab, fresh), ["verified"]);

  await markDocument(tab);
  for (const [next, last] of [[fresh, people.alice.email], [people.alice.email, fresh]]) {
    const answer = await press(tab, row(tab, next).getByRole("button", { name: "Make primary" }));
    assert.equal(answer.status(), 200);
    await until(async () => (await pills(tab, next)).includes("primary"), `${next} is primary`);
    await isSeenWithFocus(cardNotice(tab, "emails"));
    assert.deepEqual(await pills(tab, last), ["verified"]);
    await message(tab, last, "Your primary Callbook email address was changed");
  }
  assert.ok(await isSameDocument(tab));
  assert.equal(await tab.locator("#masthead .avatar").count(), 1);

  await openLink(tab, link);
  await isBack(tab, "emails", "This address is already verified.");
});

test("the primary address stays, and one that is not can go", async (t) => {
  const page = await signedIn(t, people.alice);
  const spare = "spare@acme.example";
  await addEmail(page, spare);
  const primary = row(page, people.alice.email);
  assert.match(await primary.innerText(), /so you can’t remove it\. (Make|Add) another one/);
  assert.equal(await primary.getByRole("link", { name: "Remove" }).count(), 0);

  await row(page, spare).getByRole("link", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Remove email address" }).click();
  await isBack(page, "emails", "The email address was removed.");
  assert.equal(await row(page, spare).count(), 0);
});

test("a slip in a well-known domain is asked about", async (t) => {
  const page = await signedIn(t, people.alice);
  await addEmail(page, "alice@hotmial.com");
  await isSeenWithFocus(cardNotice(page, "emails"));
  assert.match(await cardNotice(page, "emails").innerText(), /Did you mean alice@hotmail\.com\?/);
});

test("a link that is asked for too soon is refused in its card, and nothing counts as unsaved", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [429] });
  await addEmail(page, "soon@acme.example");
  await markDocument(page);
  const answer = await press(page, row(page, "soon@acme.example").getByRole("button", { name: "Resend" }));
  assert.equal(answer.status(), 429);
  await isSeenWithFocus(page.locator("#emails > .notice.bad"));
  assert.match(await page.title(), /^Error: /);
  assert.ok(await unsaved(page, "emails").isHidden());
  assert.ok(await isSameDocument(page));
  await page.reload();
});

test("what is typed and not saved yet survives a button of a row", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [429] });
  await addEmail(page, "row@acme.example");
  await row(page, "row@acme.example").waitFor();
  await page.locator("#emails-address").fill("typed@acme.example");
  await press(page, row(page, "row@acme.example").getByRole("button", { name: "Resend" }));
  await isSeenWithFocus(page.locator("#emails > .notice.bad"));
  assert.equal(await page.locator("#emails-address").inputValue(), "typed@acme.example");
});

test("a link that is opened signed out leads through sign-in and back", async (t) => {
  const page = await signedIn(t, people.alice);
  await addEmail(page, "elsewhere@acme.example");
  const link = await linkFor(page, "elsewhere@acme.example", "email");
  const elsewhere = await newPage(t);
  await openLink(elsewhere, link);
  assert.equal(new URL(elsewhere.url()).search, "?next=%2Flinks%2Femail");
  await signIn(elsewhere, people.alice, "**/links/email");
  assert.equal(await elsewhere.locator(".thing").innerText(), "elsewhere@acme.example");
  await elsewhere.getByRole("button", { name: "Verify this address" }).click();
  await isBack(elsewhere, "emails", "Email address verified.");
});

test("a link verifies nothing for another user", async (t) => {
  const page = await signedIn(t, people.alice);
  await addEmail(page, "mine@acme.example");
  const link = await linkFor(page, "mine@acme.example", "email");
  const other = await signedIn(t, people.bob, { refusals: [404] });
  assert.equal((await openLink(other, link)).status(), 404);
  assert.equal(await other.locator("main button").count(), 0);
  assert.ok(!(await other.locator("main").innerText()).includes("mine@acme.example"));
  await page.reload();
  assert.deepEqual(await pills(page, "mine@acme.example"), ["unverified"]);
});
