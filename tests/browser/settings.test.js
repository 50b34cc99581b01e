import assert from "node:assert/strict";
import { test } from "node:test";
import {
  NARROW, goodNews, hasFocus, isSameDocument, isSeenWithFocus, markDocument, people, pickZone, picture, press, signedIn,
  until, updateOther, uploadAvatar,
} from "./support.js";

const THEME = "#other-theme";
const name = (page) => page.locator("#general-name");
const unsaved = (page, slug) => page.locator(`#${slug} [data-unsaved]`);
const visibleCards = (page) => page.locator(".cards > .card:visible").evaluateAll((all) => all.map((card) => card.id));
const sectionInView = (page) => page.locator(".rail a[aria-current]").getAttribute("href");

test("another language shows at once, the notice too", async (t) => {
  const page = await signedIn(t, people.bob);
  await page.locator("#other-language").selectOption("de");
  await updateOther(page);
  assert.equal(await page.locator("html").getAttribute("lang"), "de");
  assert.equal(await goodNews(page).innerText(), "Deine Einstellungen wurden gespeichert.");
  assert.equal(await page.locator("h1").innerText(), "Meine Einstellungen");
});

test("an avatar is uploaded in place and shown in the menu, and the name that was typed stays", async (t) => {
  const page = await signedIn(t, people.carol, { refusals: [422] });
  await markDocument(page);
  await name(page).fill("Zelda Quick");
  assert.equal((await uploadAvatar(page, picture)).status(), 200);
  await isSeenWithFocus(page.locator("#general .notice.good"));
  const shown = page.locator("#masthead img.avatar");
  await until(() => shown.evaluate((image) => image.naturalWidth === 96), "the menu follows");
  const text = { name: "me.png", mimeType: "image/png", buffer: Buffer.from("a text") };
  assert.equal((await uploadAvatar(page, text)).status(), 422);
  await isSeenWithFocus(page.locator("#general .notice.bad"));
  await press(page, page.locator(".avatar-form form:not(:has([type=file])) button"));
  await isSeenWithFocus(page.locator("#general .notice.good"));
  assert.equal(await page.locator("#masthead span.avatar").innerText(), "CC");
  assert.equal(await name(page).inputValue(), "Zelda Quick");
  assert.ok(await unsaved(page, "general").isVisible());
  assert.ok(await isSameDocument(page));
});

test("the language stays after signing out", async (t) => {
  const page = await signedIn(t, people.bob);
  await page.locator("#other-language").selectOption("fr");
  await updateOther(page);
  await page.locator(".profile summary").click();
  await page.locator(".profile .dropdown-menu button").click();
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
  const items = page.locator("#masthead nav a, .profile .dropdown-menu a, .profile .dropdown-menu button");
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
  await pickZone(page, "Tokyo");
  assert.notEqual(await example.innerText(), here);
  await page.locator("#other-language").selectOption("nl");
  assert.match(await example.innerText(), / om /);
});

test("the example reads the same from the server as it did from the browser", async (t) => {
  const page = await signedIn(t, people.alice);
  const example = page.locator("[data-example]");
  // Which kind of space stands before "PM" does not matter here.
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
  const chosen = page.locator("input[name=time_zone]");
  const suggestion = page.locator("[data-zone] .suggestion");
  await suggestion.waitFor();
  assert.equal(await chosen.inputValue(), "Europe/London");
  assert.ok(await unsaved(page, "other").isHidden());
  await suggestion.getByRole("button", { name: "New York" }).click();
  assert.equal(await chosen.inputValue(), "America/New_York");
  assert.match(await zone.inputValue(), /^New York/);
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
  const status = page.locator("[data-find] [role=status]");
  assert.equal(await status.innerText(), "Results: 1");
  await page.keyboard.press("Escape");
  assert.equal(await status.innerText(), "");
  assert.equal((await visibleCards(page)).length, await page.locator(".rail li").count());
  await find.fill("aardvark");
  assert.deepEqual(await visibleCards(page), []);
  assert.equal(await status.innerText(), "No matching settings. Try another word.");
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
  assert.deepEqual(await visibleCards(page), ["passkeys", "password"]);
});

test("the rail marks the section in view", async (t) => {
  const page = await signedIn(t, people.alice);
  assert.equal(await sectionInView(page), "#phones");
  await page.locator(".rail a[href='#other']").click();
  await until(async () => (await sectionInView(page)) === "#other", "the second card is marked");
  await page.mouse.wheel(0, 10_000);
  await until(async () => (await sectionInView(page)) === "#data", "the last card is marked");
  await page.mouse.wheel(0, -10_000);
  await until(async () => (await sectionInView(page)) === "#phones", "the first card is marked");
});

test("an address of a section leads to its card", async (t) => {
  const page = await signedIn(t, people.alice);
  await page.goto("/.well-known/change-password");
  await page.waitForURL("**/settings/password*");
  await isSeenWithFocus(page.locator("#password-heading"));
  assert.equal(await sectionInView(page), "#password");
});

test("on a narrow screen the sections fold away", async (t) => {
  const page = await signedIn(t, people.alice, { viewport: NARROW });
  const link = page.locator(".rail a[href='#other']");
  assert.ok(await link.isHidden());
  await page.locator(".sections summary").click();
  await link.click();
  assert.ok(await link.isHidden());
  await until(async () => (await page.locator("#other").boundingBox()).y < 122, "the card is in view");
});
