// The time zone picker: search by any name of a zone, in the reader's language, by keyboard and
// touch.
import assert from "node:assert/strict";
import { test } from "node:test";
import { NARROW, people, pickZone, signedIn, until, updateOther } from "./support.js";

const combo = (page) => page.locator("[role=combobox]");
const options = (page) => page.locator("[role=option]");
const chosen = (page) => page.locator("input[name=time_zone]").inputValue();

/** What the search finds, once it knows all the words. */
const found = async (page, words) => {
  await combo(page).fill(words);
  await until(async () => (await options(page).count()) > 0 || (await page.locator(".combo [data-none]").innerText()) !== "");
  return options(page).evaluateAll((all) => all.map((one) => one.dataset.value));
};

const knowing = async (t, options) => {
  const page = await signedIn(t, people.alice, options);
  await combo(page).click();
  await page.locator("[role=option] small").first().waitFor();
  return page;
};

const inLanguage = async (page, lang) => {
  await page.locator("#other-language").selectOption(lang);
  await updateOther(page);
  await combo(page).click();
  await page.locator("[role=option] small").first().waitFor();
};

test("a zone is found by city, country, name, abbreviation, older name and offset", async (t) => {
  const page = await knowing(t);
  const finds = async (words, zone) => {
    assert.ok((await found(page, words)).includes(zone), `${words} finds ${zone}`);
  };
  assert.equal((await found(page, "Amsterdam"))[0], "Europe/Amsterdam");
  await finds("netherlands", "Europe/Amsterdam");
  await finds("Europe/Amst", "Europe/Amsterdam");
  await finds("new york", "America/New_York");
  await finds("CET", "Europe/Amsterdam");
  await finds("JST", "Asia/Tokyo");
  await finds("Mumbai", "Asia/Kolkata");
  await finds("calcutta", "Asia/Kolkata");
  await finds("Eastern Time", "America/New_York");
  await finds("+9", "Asia/Tokyo");
  await finds("UTC+5:30", "Asia/Kolkata");
  await finds("sao paulo", "America/Sao_Paulo");
  await finds("utc", "UTC");
  assert.ok(!(await found(page, "+1")).includes("Pacific/Auckland"), "an offset is a whole one");
  assert.deepEqual(await found(page, "Atlantis"), []);
  assert.match(await page.locator(".combo [data-none]").innerText(), /Try a nearby city/);
});

test("a zone is found in the reader's language", async (t) => {
  const page = await signedIn(t, people.bob);
  for (const [lang, words, zone] of [
    ["de", "Niederlande", "Europe/Amsterdam"],
    ["de", "MEZ", "Europe/Berlin"],
    ["de", "Warschau", "Europe/Warsaw"],
    ["fr", "Japon", "Asia/Tokyo"],
    ["es", "Nueva York", "America/New_York"],
    ["nl", "Verenigd Koninkrijk", "Europe/London"],
  ]) {
    await inLanguage(page, lang);
    assert.ok((await found(page, words)).includes(zone), `${words} finds ${zone}`);
    await combo(page).press("Escape");
  }
});

test("the picker is worked by keyboard alone, and Escape changes nothing", async (t) => {
  const page = await signedIn(t, people.alice);
  const before = await chosen(page);
  const label = await combo(page).inputValue();
  await combo(page).focus();
  await page.keyboard.type("tokyo");
  await page.locator("[role=option].active").waitFor();
  assert.equal(await combo(page).getAttribute("aria-expanded"), "true");
  const active = await combo(page).getAttribute("aria-activedescendant");
  assert.match(await page.locator(`#${active}`).innerText(), /Tokyo/);
  await page.keyboard.press("Escape");
  assert.equal(await combo(page).inputValue(), label);
  assert.equal(await chosen(page), before);
  await page.keyboard.press("ArrowDown");
  await page.locator("[role=option][aria-selected=true].active").waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.notEqual(await chosen(page), before);
  assert.equal(await combo(page).getAttribute("aria-expanded"), "false");
  assert.ok(await page.locator("#other [data-unsaved]").isVisible());
});

test("what was picked is stored, and words that pick nothing change nothing", async (t) => {
  const page = await signedIn(t, people.carol);
  await pickZone(page, "Tokyo");
  assert.equal(await chosen(page), "Asia/Tokyo");
  await updateOther(page);
  assert.equal(await chosen(page), "Asia/Tokyo");
  await combo(page).fill("Atlantis");
  await page.locator("#other-theme").focus();
  assert.equal(await combo(page).inputValue(), "Atlantis");
  assert.ok(await page.locator("#other [data-unsaved]").isHidden());
  await combo(page).press("Escape");
  assert.match(await combo(page).inputValue(), /^Tok[iy]o/);
});

test("the open list fits a narrow screen", async (t) => {
  const page = await knowing(t, { viewport: NARROW });
  const [list, width] = [await page.locator("[role=listbox]").boundingBox(), NARROW.width];
  assert.ok(list.x >= 0 && list.x + list.width <= width);
  await options(page).filter({ hasText: "Accra" }).click();
  assert.equal(await chosen(page), "Africa/Accra");
  assert.ok(await page.locator("[role=listbox]").isHidden());
});

test("what was typed and not picked is taken when the card is sent by mouse, or holds it back", async (t) => {
  const page = await knowing(t);
  const before = await chosen(page);
  await found(page, "tokyo");
  await updateOther(page);
  assert.equal(await chosen(page), "Asia/Tokyo");

  await combo(page).fill("Atlantis");
  await page.locator("#other form[data-card] .card-foot button").click();
  assert.ok(await combo(page).evaluate((input) => input === document.activeElement));
  assert.equal(await combo(page).inputValue(), "Atlantis", "what was typed stays");
  assert.match(await page.locator(".combo [data-none]").innerText(), /Try a nearby city/);
  await combo(page).press("Escape");
  await pickZone(page, before);
  await updateOther(page);
});
