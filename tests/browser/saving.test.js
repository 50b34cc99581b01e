import assert from "node:assert/strict";
import { test } from "node:test";
import {
  goodNews, hasFocus, isSameDocument, isSeenWithFocus, markDocument, newTab, pageNotice, people, signIn, signedIn, until, update,
  updateOther,
} from "./support.js";

const STALE = /^This was changed in another tab/;
const THEME = "#other-theme";
const name = (page) => page.locator("#general-name");
const unsaved = (page, slug) => page.locator(`#${slug} [data-unsaved]`);

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

test("other settings are saved where they are, beside a button that is in view meanwhile", async (t) => {
  const page = await signedIn(t, people.alice);
  await markDocument(page);
  const theme = page.locator(THEME);
  await theme.scrollIntoViewIfNeeded();
  await page.locator("#other-rows_per_page").selectOption("50");
  await page.locator("#other-emoji_mode").check();
  assert.ok(await page.locator("#other .card-foot [type=submit]").evaluate((el) => el.getBoundingClientRect().bottom <= innerHeight));
  const at = await page.evaluate(() => scrollY);
  // Playwright would scroll before it clicks.
  await page.locator("#other .card-foot [type=submit]").evaluate((el) => {
    el.focus({ preventScroll: true });
    el.click();
  });
  await isSeenWithFocus(page.locator("#other .card-foot .notice"));
  const moved = Math.abs((await page.evaluate(() => scrollY)) - at);
  assert.ok(moved < 50, `the page moved by ${moved} px`);
  assert.ok(await isSameDocument(page));
  assert.ok((await page.locator("#masthead .emoji").count()) > 0, "the menu follows");
  await page.locator("#other-emoji_mode").uncheck();
  await page.locator("#other .card-foot .notice").waitFor({ state: "hidden" });
  await updateOther(page);
});

test("other settings that change other cards too load the page, and lead to the notice", async (t) => {
  const page = await signedIn(t, people.alice);
  await page.locator("#other-time_format").selectOption("h24");
  await updateOther(page);
  await isSeenWithFocus(pageNotice(page));
  assert.equal(await goodNews(page).innerText(), "Your settings were saved.");
  assert.equal(await page.locator("#other-time_format").inputValue(), "h24");
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
  await page.locator("#other-debug_mode").click();
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
  await tab.getByRole("button", { name: "Sign Out", exact: true }).click();
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

test("when nothing can be reached the page says so and keeps what was typed", async (t) => {
  const losses = ["ERR_INTERNET_DISCONNECTED", "Failed to fetch"];
  const page = await signedIn(t, people.alice, { losses });
  await name(page).fill("Alice Offline");
  await page.context().setOffline(true);
  await page.locator("#general .card-foot [type=submit]").click();
  await page.locator("#page-notice [role=alert]").waitFor();
  assert.match(await page.locator("#page-notice [role=alert]").innerText(), /connect to Callbook/);
  assert.equal(await name(page).inputValue(), "Alice Offline");
  await page.context().setOffline(false);
  await update(page, "general");
  assert.match(await goodNews(page).first().innerText(), /saved/);
});
