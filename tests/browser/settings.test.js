import assert from "node:assert/strict";
import { test } from "node:test";
import {
  NARROW, hasFocus, isSeenWithFocus, newTab, people, signIn, signedIn, until, update, updateOther,
} from "./support.js";

const STALE = /^This was changed in the meantime/;
const THEME = "#other-theme";

const name = (page) => page.locator("#general-name");
const unsaved = (page, slug) => page.locator(`#${slug} [data-unsaved]`);
const goodNews = (page) => page.locator("[role=status]:visible");
const pageNotice = (page) => page.locator("#page-notice .notice");
const visibleCards = (page) => page.locator(".cards > .card:visible").evaluateAll((all) => all.map((card) => card.id));
const sectionInView = (page) => page.locator(".rail a[aria-current]").getAttribute("href");

/** Leaves a mark that does not survive a page load. */
const markDocument = (page) => page.evaluate(() => { window.stillHere = true; });
const isSameDocument = (page) => page.evaluate(() => window.stillHere === true);

const rename = async (page, to) => {
  await name(page).fill(to);
  return update(page, "general");
};

const typePasswords = async (page, current, wanted, again = wanted) => {
  await page.locator("#password-current").fill(current);
  await page.locator("#password-new").fill(wanted);
  await page.locator("#password-confirm").fill(again);
};

/** Does what makes the page ask whether to leave, and gives the answer. */
const leaveAndAnswer = async (page, leave, answer) => {
  const [kind] = await Promise.all([
    page.waitForEvent("dialog").then(async (dialog) => {
      await dialog[answer]();
      return dialog.type();
    }),
    leave(),
  ]);
  assert.equal(kind, "beforeunload");
};

// Saving

test("a new name is saved without a page load and shows in the menu at once", async (t) => {
  const page = await signedIn(t, people.alice);
  await markDocument(page);
  const answer = await rename(page, "Zelda Quick");
  assert.equal(answer.status(), 200);
  await isSeenWithFocus(page.locator("#general [role=status]"));
  assert.equal(await page.locator("#masthead .avatar").innerText(), "ZQ");
  assert.ok(await isSameDocument(page));
  await rename(page, "Alice Archer");
  await until(async () => (await page.locator("#masthead .avatar").innerText()) === "AA", "the menu follows");
});

test("other settings are saved with a page load that leads to the notice", async (t) => {
  const page = await signedIn(t, people.alice);
  await page.locator("#other-rows_per_page").selectOption("50");
  await updateOther(page);
  await isSeenWithFocus(goodNews(page));
  assert.equal(await goodNews(page).innerText(), "Your settings were saved.");
  assert.equal(await page.locator("#other-rows_per_page").inputValue(), "50");
  await page.reload();
  assert.equal(await goodNews(page).count(), 0);
});

test("a new password is saved without a page load and ends every other session", async (t) => {
  const page = await signedIn(t, people.carol);
  const elsewhere = await signedIn(t, people.carol);
  const fresh = "copper-saddle-nimbus-thread";
  await markDocument(page);
  await typePasswords(page, people.carol.password, fresh);
  assert.equal((await update(page, "password")).status(), 200);
  await isSeenWithFocus(page.locator("#password [role=status]"));
  assert.equal(await page.locator("#password-new").inputValue(), "");
  assert.ok(await isSameDocument(page));
  people.carol.password = fresh;
  await elsewhere.goto("/settings");
  await elsewhere.waitForURL("**/login?next=*");
  await signIn(elsewhere, people.carol);
  await page.reload();
  await page.locator("#password").waitFor();
});

// Errors

test("an error is told in the card, beside the input, and what was typed is kept", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [422] });
  await markDocument(page);
  const long = "Alice ".repeat(20);
  assert.equal((await rename(page, long)).status(), 422);
  await isSeenWithFocus(page.locator("#general .summary"));
  assert.equal(await name(page).inputValue(), long);
  assert.equal(await name(page).getAttribute("aria-invalid"), "true");
  assert.equal(
    await page.locator("#general-name-error").innerText(),
    await page.locator("#general .summary a").innerText(),
  );
  await page.locator("#general .summary a").click();
  await until(() => hasFocus(name(page)), "the input has focus");
  assert.ok(await unsaved(page, "general").isVisible());
  assert.ok(await isSameDocument(page));
});

test("an error in other settings keeps every choice that was made", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [422] });
  const theme = await page.locator(THEME).inputValue();
  const another = theme === "light" ? "dark" : "light";
  await page.locator(THEME).selectOption(another);
  await page.locator("#other-on_call").check();
  await page.getByLabel("1 day before").first().check();
  await page.locator("#other-on_call_layers").fill("first");
  assert.equal((await update(page, "other")).status(), 422);
  await isSeenWithFocus(page.locator("#other .summary"));
  assert.equal(await page.locator(THEME).inputValue(), another);
  assert.equal(await page.locator("#other-on_call_layers").inputValue(), "first");
  assert.ok(await page.getByLabel("1 day before").first().isChecked());
});

test("an error in a part that was folded away is seen and can be reached", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [422] });
  await page.locator("#other-on_call").check();
  await page.locator("#other-on_call_layers").fill("first");
  await page.locator("#other-on_call").uncheck();
  assert.equal((await update(page, "other")).status(), 422);
  await page.locator("#other .summary a").click();
  await until(() => hasFocus(page.locator("#other-on_call_layers")), "the input has focus");
});

test("passwords that are refused are not sent back", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [422] });
  await typePasswords(page, "not the password", "copper-saddle-nimbus-thread");
  assert.equal((await update(page, "password")).status(), 422);
  await isSeenWithFocus(page.locator("#password .summary"));
  for (const input of await page.locator("#password input[type=password]").all()) {
    assert.equal(await input.inputValue(), "");
  }
  await typePasswords(page, people.alice.password, "copper-saddle-nimbus-thread", "another");
  await update(page, "password");
  await page.locator("#password-confirm-error").waitFor();
});

// What is not saved yet

test("the mark of unsaved changes comes with a change and goes with it", async (t) => {
  const page = await signedIn(t, people.alice);
  const before = await name(page).inputValue();
  assert.ok(await unsaved(page, "general").isHidden());
  await name(page).fill("Someone");
  assert.ok(await unsaved(page, "general").isVisible());
  assert.ok(await unsaved(page, "other").isHidden());
  await name(page).fill(before);
  assert.ok(await unsaved(page, "general").isHidden());
  await page.locator("#other-debug_mode").click();
  assert.ok(await unsaved(page, "other").isVisible());
  await page.locator("#other-debug_mode").click();
  assert.ok(await unsaved(page, "other").isHidden());
});

test("saving takes the mark of unsaved changes away from its card only", async (t) => {
  const page = await signedIn(t, people.alice);
  await page.locator("#other-advanced_mode").click();
  await rename(page, `Alice ${Date.now()}`);
  await page.locator("#general [role=status]").waitFor();
  assert.ok(await unsaved(page, "general").isHidden());
  assert.ok(await unsaved(page, "other").isVisible());
});

test("leaving with unsaved changes is asked about, and without is not", async (t) => {
  const page = await signedIn(t, people.alice);
  await name(page).press("End");
  await page.keyboard.type("!");
  await leaveAndAnswer(page, () => page.locator(".wordmark").click({ noWaitAfter: true }), "dismiss");
  assert.ok((await name(page).inputValue()).endsWith("!"));
  await leaveAndAnswer(page, () => page.goto("/settings"), "accept");
  await page.reload();
});

test("saving other settings asks about what another card would lose", async (t) => {
  const page = await signedIn(t, people.alice);
  await name(page).press("End");
  await page.keyboard.type("!");
  await page.locator("#other-advanced_mode").click();
  await leaveAndAnswer(page, () => update(page, "other"), "dismiss");
  assert.ok((await name(page).inputValue()).endsWith("!"));
  assert.ok(await unsaved(page, "general").isVisible());
  assert.ok(await unsaved(page, "other").isHidden(), "that was saved");
});

test("a card that was saved asks again about its next change", async (t) => {
  const page = await signedIn(t, people.alice);
  await rename(page, `Alice ${Date.now()}`);
  await page.locator("#general [role=status]").waitFor();
  await name(page).press("End");
  await page.keyboard.type("!");
  await leaveAndAnswer(page, () => page.goto("/settings"), "accept");
});

test("should htmx not load, Update sends the form by itself, and nothing is asked", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [422] });
  await page.route("**/htmx.min.*.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  await page.reload();
  await name(page).press("Control+A");
  await page.keyboard.press("Delete");
  assert.equal((await update(page, "general")).status(), 422);
  await isSeenWithFocus(page.locator("#general .summary"));
  assert.match(await page.title(), /^Error: /);
  await name(page).fill("Alice Archer");
  assert.equal((await update(page, "general")).status(), 303);
  await isSeenWithFocus(pageNotice(page));
});

// Meanwhile in another tab

test("a stale name is told, what was typed is kept, and a second Update saves it", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [409] });
  const tab = await newTab(page);
  await tab.goto("/settings");
  await rename(page, `First ${Date.now()}`);
  assert.equal((await rename(tab, "Second Tab")).status(), 409);
  const notice = tab.locator("#general .notice.bad");
  await isSeenWithFocus(notice);
  assert.match(await notice.innerText(), STALE);
  assert.equal(await name(tab).inputValue(), "Second Tab");
  assert.ok(await unsaved(tab, "general").isVisible());
  assert.equal((await update(tab, "general")).status(), 200);
  await tab.locator("#general [role=status]").waitFor();
  assert.ok(await unsaved(tab, "general").isHidden());
});

test("stale other settings are told, and a second Update saves them", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [409] });
  const tab = await newTab(page);
  await tab.goto("/settings");
  await page.locator("#other-advanced_mode").click();
  await updateOther(page);
  await tab.locator("#other-rows_per_page").selectOption("25");
  assert.equal((await update(tab, "other")).status(), 409);
  await isSeenWithFocus(tab.locator("#other .notice.bad"));
  assert.equal(await tab.locator("#other-rows_per_page").inputValue(), "25");
  await updateOther(tab);
  assert.equal(await tab.locator("#other-rows_per_page").inputValue(), "25");
});

test("a session that ended is told above the page, and Update works after signing in again", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [401] });
  const tab = await newTab(page);
  await tab.goto("/settings");
  await tab.locator(".profile summary").click();
  await tab.getByRole("button", { name: "Sign Out" }).click();
  await tab.waitForURL("**/login?signed-out");

  await page.bringToFront();
  await markDocument(page);
  assert.equal((await rename(page, "Kept Name")).status(), 401);
  await isSeenWithFocus(pageNotice(page));
  assert.equal(await name(page).inputValue(), "Kept Name");
  assert.ok(await unsaved(page, "general").isVisible(), "nothing was saved");
  await leaveAndAnswer(page, () => page.locator(".wordmark").click({ noWaitAfter: true }), "dismiss");

  const [again] = await Promise.all([
    page.context().waitForEvent("page"),
    pageNotice(page).getByRole("link").click(),
  ]);
  await signIn(again, people.alice);
  assert.equal((await update(page, "general")).status(), 200);
  await isSeenWithFocus(page.locator("#general [role=status]"));
  assert.equal(await pageNotice(page).count(), 0);
  assert.ok(await isSameDocument(page));
});

test("a password that was shown is hidden when it is sent, and the button knows", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [401] });
  await page.context().clearCookies();
  const input = page.locator("#password-new");
  const button = page.locator("[data-reveal='password-new']");
  await input.fill("copper-saddle-nimbus-thread");
  await button.click();
  assert.equal(await input.getAttribute("type"), "text");
  assert.equal(await button.innerText(), "Hide");
  await update(page, "password");
  await pageNotice(page).waitFor();
  assert.equal(await input.getAttribute("type"), "password");
  assert.equal(await button.innerText(), "Show");
});

// What the choices do

test("another language shows at once, the notice too", async (t) => {
  const page = await signedIn(t, people.bob);
  await page.locator("#other-language").selectOption("de");
  await updateOther(page);
  assert.equal(await page.locator("html").getAttribute("lang"), "de");
  assert.equal(await goodNews(page).innerText(), "Deine Einstellungen wurden gespeichert.");
  assert.equal(await page.locator("h1").innerText(), "Meine Einstellungen");
});

test("the language stays after signing out", async (t) => {
  const page = await signedIn(t, people.bob);
  await page.locator("#other-language").selectOption("fr");
  await updateOther(page);
  await page.locator(".profile summary").click();
  await page.locator(".profile-menu button").click();
  await page.waitForURL("**/login?signed-out");
  assert.equal(await page.locator("html").getAttribute("lang"), "fr");
});

test("the dark theme is there from the first byte", async (t) => {
  const page = await signedIn(t, people.alice, { colorScheme: "light" });
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.locator(THEME).selectOption("light");
  await updateOther(page);
  const light = await ground();
  await page.locator(THEME).selectOption("dark");
  await updateOther(page);
  const response = await page.reload();
  assert.match(await response.text(), /^<!doctype html>\s*<html lang="en" data-theme="dark">/);
  assert.notEqual(await ground(), light);
});

test("debug mode shows ids that can be copied, and how long the server took", async (t) => {
  const page = await signedIn(t, people.alice, { permissions: ["clipboard-write"] });
  await page.locator("#other-debug_mode").check();
  await updateOther(page);
  const response = await page.reload();
  assert.match(await response.headerValue("server-timing"), /^total;dur=\d+/);
  const button = page.locator("#other [data-copy]").first();
  const id = await page.locator("#other .ids code").first().innerText();
  await page.clock.install();
  for (const _ of ["once", "again while the button still says so"]) {
    await button.click();
    await until(async () => (await button.innerText()) === "Copied", "the button says so");
  }
  await page.clock.runFor(5000);
  assert.equal(await button.innerText(), "Copy");
  await page.locator("#find").click();
  await page.keyboard.press("Control+V");
  assert.equal(await page.locator("#find").inputValue(), id);
  await page.keyboard.press("Escape");

  await page.locator("#other-debug_mode").uncheck();
  await updateOther(page);
  assert.equal(await page.locator("[data-copy]").count(), 0);
  assert.equal(await (await page.reload()).headerValue("server-timing"), null);
});

test("emoji mode puts an emoji before each menu item, or does not", async (t) => {
  const page = await signedIn(t, people.alice);
  const items = page.locator("#masthead nav a, .profile-menu a, .profile-menu button");
  const emoji = page.locator("#masthead .emoji");
  await page.locator("#other-emoji_mode").check();
  await updateOther(page);
  assert.equal(await emoji.count(), await items.count());
  await page.locator("#other-emoji_mode").uncheck();
  await updateOther(page);
  assert.equal(await emoji.count(), 0);
  assert.doesNotMatch(await page.locator("#masthead").textContent(), /\p{Extended_Pictographic}/u);
});

test("the example follows the time format and zone before they are saved", async (t) => {
  const page = await signedIn(t, people.alice);
  const example = page.locator("[data-example]");
  await page.locator("#other-time_format").selectOption("h12");
  assert.match(await example.innerText(), /\d:\d\d\s[ap]\.?m/i);
  await page.locator("#other-time_format").selectOption("h24");
  assert.match(await example.innerText(), /\b\d\d:\d\d$/);
  const here = await example.innerText();
  await page.locator("#other-time_zone").selectOption("Asia/Tokyo");
  assert.notEqual(await example.innerText(), here);
  await page.locator("#other-language").selectOption("nl");
  assert.match(await example.innerText(), / om /);
});

test("the example reads the same from the server as it did from the browser", async (t) => {
  const page = await signedIn(t, people.alice);
  const example = page.locator("[data-example]");
  // Which kind of space stands before "PM" is between the two.
  const words = async () => (await example.innerText()).replace(/:\d\d/, "").replace(/\s/g, " ");
  for (const format of ["h12", "h24"]) {
    await page.locator("#other-time_format").selectOption(format);
    const fromBrowser = await words();
    await updateOther(page);
    assert.equal(await words(), fromBrowser);
  }
});

test("the device's time zone is suggested, and taken only on a click", async (t) => {
  const page = await signedIn(t, people.alice, { timezoneId: "America/New_York" });
  const zone = page.locator("#other-time_zone");
  const suggestion = page.locator("[data-zone] .suggestion");
  await suggestion.waitFor();
  assert.equal(await zone.inputValue(), "Europe/London");
  assert.ok(await unsaved(page, "other").isHidden());
  await suggestion.getByRole("button", { name: "New York" }).click();
  assert.equal(await zone.inputValue(), "America/New_York");
  assert.ok(await hasFocus(zone));
  assert.ok(await suggestion.isHidden());
  assert.ok(await unsaved(page, "other").isVisible());
});

test("a device whose zone has an older name gets the suggestion too", async (t) => {
  for (const timezoneId of ["Asia/Calcutta", "Asia/Kolkata"]) {
    const page = await signedIn(t, people.alice, { timezoneId });
    const suggestion = page.locator("[data-zone] .suggestion button");
    await suggestion.waitFor();
    assert.match(await suggestion.innerText(), /Kolkata|Calcutta/);
  }
});

test("a device in the chosen zone gets no suggestion", async (t) => {
  const page = await signedIn(t, people.alice, { timezoneId: "Europe/London" });
  assert.ok(await page.locator("[data-zone] .suggestion").isHidden());
});

test("reminders open with their switch and are stored", async (t) => {
  const page = await signedIn(t, people.alice);
  const toggle = page.locator("#other-off_call");
  const layers = page.locator("#other-off_call_layers");
  await toggle.uncheck();
  assert.ok(await layers.isHidden());
  await toggle.check();
  assert.ok(await layers.isVisible());
  await layers.fill("3, 1");
  const times = page.locator("#other-off_call_lead_times");
  await times.getByLabel("15 minutes before").check();
  await times.getByLabel("The evening before").check();
  await updateOther(page);
  assert.equal(await layers.inputValue(), "1, 3");
  const chosen = await times.locator(":checked").evaluateAll((all) => all.map((one) => one.value));
  assert.deepEqual(chosen, ["PT15M", "evening"]);
});

// Finding one's way

test("a setting is found with a slash and a word that is not its title", async (t) => {
  const page = await signedIn(t, people.alice);
  const find = page.locator("#find");
  await page.keyboard.press("/");
  assert.ok(await hasFocus(find));
  assert.equal(await find.inputValue(), "");
  await page.keyboard.type("dark");
  assert.deepEqual(await visibleCards(page), ["other"]);
  assert.equal(await page.locator(".rail li:visible").count(), 1);
  await page.keyboard.press("Escape");
  assert.equal((await visibleCards(page)).length, 3);
  await find.fill("aardvark");
  assert.deepEqual(await visibleCards(page), []);
  await page.locator("[data-find-none]").waitFor();
  await find.fill("");
  await name(page).press("/");
  assert.ok(await hasFocus(name(page)), "a slash in an input is a slash");
});

test("a setting is found in one's own language", async (t) => {
  const page = await signedIn(t, people.bob);
  await page.locator("#other-language").selectOption("de");
  await updateOther(page);
  await page.locator("#main").focus();
  await page.keyboard.press("/");
  await page.keyboard.type("passwort");
  assert.deepEqual(await visibleCards(page), ["password"]);
});

test("the rail marks the section in view", async (t) => {
  const page = await signedIn(t, people.alice);
  assert.equal(await sectionInView(page), "#general");
  await page.locator(".rail a[href='#other']").click();
  await until(async () => (await sectionInView(page)) === "#other", "the second card is marked");
  await page.mouse.wheel(0, 10_000);
  await until(async () => (await sectionInView(page)) === "#password", "the last card is marked");
  await page.mouse.wheel(0, -10_000);
  await until(async () => (await sectionInView(page)) === "#general", "the first card is marked");
});

test("an address of a section leads to its card", async (t) => {
  const page = await signedIn(t, people.alice);
  await page.goto("/.well-known/change-password");
  await page.waitForURL("**/settings/password");
  await isSeenWithFocus(page.locator("#password-heading"));
  assert.equal(await sectionInView(page), "#password");
});

test("on a narrow screen the sections fold away", async (t) => {
  const page = await signedIn(t, people.alice, { viewport: NARROW });
  const link = page.locator(".rail a[href='#other']");
  assert.ok(await link.isHidden());
  await page.getByText("On this page").click();
  await link.click();
  assert.ok(await link.isHidden());
  await until(async () => (await page.locator("#other").boundingBox()).y < 120, "the card is in view");
});
