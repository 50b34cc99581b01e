// The look of pages, as far as it can be measured: nothing cut, nothing on top of another, titles at one
// height, and paper.
import assert from "node:assert/strict";
import { test } from "node:test";
import { NARROW, WIDE, people, signedIn, updateOther } from "./support.js";

const TABLES = ["/users", "/teams", "/deliveries", "/audit"];
const CROWDED = [640, 768, 800, 1023];
/** Where the top of a title is, in px: below the bar and the space under it. */
const TITLE_TOP = 92;

/** Words of the page that are written on two lines, without a hyphen between them. */
const brokenWords = (page) => page.evaluate(() => {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const inside = text.parentElement;
    if (inside.closest("script, code, pre, .visually-hidden") || !inside.checkVisibility()) continue;
    for (const { 0: word, index } of text.data.matchAll(/[^\s\-\u00AD\/·]+/g)) {
      // A soft hyphen that shows belongs to what follows it.
      if (text.data[index - 1] === "\u00AD") continue;
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (lines.size > 1) found.push(word);
    }
  }
  return found;
});

/** What lies on something else, or does not show all it holds and has no way to say so. */
const collisions = (page) => page.evaluate(() => {
  const seen = [...document.querySelectorAll("main :is(h1, .lead, label, input, select, button, a, .pill, time, td > span, .hint)")]
    .filter((el) => el.checkVisibility() && !el.closest(".visually-hidden, svg"));
  const boxes = seen.map((el) => ({ el, box: el.getBoundingClientRect() })).filter(({ box }) => box.width > 1 && box.height > 1);
  const name = ({ el }) => `${el.tagName} ${el.id || el.textContent.trim().slice(0, 30)}`;
  const found = [];
  for (const [at, one] of boxes.entries()) {
    for (const other of boxes.slice(at + 1)) {
      if (one.el.contains(other.el) || other.el.contains(one.el)) continue;
      // A search has its icon and its clear button inside.
      const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const height = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (width > 1 && height > 2) found.push(`${name(one)} lies on ${name(other)}`);
    }
    const { overflowX, textOverflow } = getComputedStyle(one.el);
    const isCut = one.el.scrollWidth > one.el.clientWidth + 1 && overflowX !== "visible" && textOverflow !== "ellipsis";
    if (isCut && one.el.clientWidth && !one.el.matches("input, select")) found.push(`${name(one)} is cut`);
    if (one.box.right > innerWidth + 1) found.push(`${name(one)} stands out of the window`);
  }
  return found;
});

for (const language of ["en", "de"]) {
  test(`between a phone and a desk nothing is cut, broken or on top of another, ${language}`, async (t) => {
    const page = await signedIn(t, people.alice, { locale: language });
    await page.locator("#other-language").selectOption(language);
    await updateOther(page);
    const faults = [];
    for (const path of [...TABLES, "/settings"]) {
      await page.goto(path);
      for (const width of path === "/settings" ? [800, WIDE.width] : [NARROW.width, ...CROWDED]) {
        await page.setViewportSize({ width, height: 800 });
        const found = (await brokenWords(page)).map((word) => `"${word}" is broken`);
        if (path !== "/settings" && CROWDED.includes(width)) found.push(...(await collisions(page)));
        faults.push(...found.map((fault) => `${path} ${width}: ${fault}`));
      }
    }
    assert.deepEqual(faults, []);
  });
}

test("with all that modes add, the bar fits between a phone and a desk in every language", async (t) => {
  const page = await signedIn(t, people.alice);
  const faults = [];
  for (const language of ["en", "es", "fr", "de", "nl"]) {
    await page.goto("/settings/other");
    await page.locator("#other-language").selectOption(language);
    for (const mode of ["emoji", "advanced", "debug"]) await page.locator(`#other-${mode}_mode`).check();
    await updateOther(page);
    for (const path of ["/users", "/settings"]) {
      await page.goto(path);
      for (const width of [768, 800, 840, 895, 896, 1024]) {
        await page.setViewportSize({ width, height: 700 });
        const bar = await page.evaluate(() => ({
          width: document.documentElement.scrollWidth,
          free: document.querySelector(".profile").getBoundingClientRect().left
            - document.querySelector(".menu").lastElementChild.getBoundingClientRect().right,
        }));
        if (bar.width > width || bar.free < 0) faults.push(`${language} ${path} ${width}: ${JSON.stringify(bar)}`);
      }
    }
  }
  assert.deepEqual(faults, []);
  await page.goto("/settings/other");
  await page.locator("#other-language").selectOption("en");
  for (const mode of ["emoji", "advanced", "debug"]) await page.locator(`#other-${mode}_mode`).uncheck();
  await updateOther(page);
});

test("the errors of a form are on one edge with its inputs", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [422] });
  for (const path of ["/users/new", "/teams/new", "/alerts/new", "/accounts/new", "/settings/api-tokens/new"]) {
    for (const width of [WIDE.width, NARROW.width]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(path);
      await page.locator("main form .ways-on .primary").last().click();
      const summary = await page.locator(".summary").boundingBox();
      const input = await page.locator("main .card-body input:not([type=hidden], [type=checkbox], [type=radio])").first().boundingBox();
      assert.ok(Math.abs(summary.x - input.x) < 1, `${path} ${width}: ${summary.x} and ${input.x}`);
    }
  }
});

test("people to choose from are in columns of one width, below their search", async (t) => {
  const page = await signedIn(t, people.alice);
  for (const [path, slug] of [["/teams/new", "new-team"], ["/alerts/new", "new-alert"]]) {
    await page.goto(path);
    const boxes = await page.locator(".people .chip").evaluateAll((all) => all.map((el) => el.getBoundingClientRect().width));
    assert.ok(Math.max(...boxes) - Math.min(...boxes) < 1, `${path}: ${boxes}`);
    const search = await page.locator(`#${slug}-q`).boundingBox();
    assert.ok(search.y < (await page.locator(".people").last().boundingBox()).y, path);
  }
});

test("a member of a team is one low row in every language", async (t) => {
  const page = await signedIn(t, people.alice);
  for (const language of ["es", "de", "en"]) {
    await page.goto("/settings/other");
    await page.locator("#other-language").selectOption(language);
    await updateOther(page);
    await page.goto("/teams");
    await page.locator("tbody a.row-name").first().click();
    await page.locator("#members").waitFor();
    for (const [width, most] of [[WIDE.width, 62], [800, 62], [NARROW.width, 112]]) {
      await page.setViewportSize({ width, height: 800 });
      const heights = await page.locator("#members .rows > .row").evaluateAll((all) => all.map((el) => el.offsetHeight));
      assert.ok(heights.length > 3 && Math.max(...heights) <= most, `${language} ${width}: ${heights}`);
    }
  }
});

test("an item of a list is low on a phone, and its list begins on the first screen", async (t) => {
  const page = await signedIn(t, people.alice, { viewport: { width: 375, height: 700 } });
  for (const path of TABLES) {
    await page.goto(path);
    const boxes = await page.locator("tbody tr").evaluateAll((all) => all.slice(0, 5).map((el) => el.getBoundingClientRect()));
    assert.ok(boxes[0].top < 450, `${path} begins at ${boxes[0].top}`);
    for (const { height } of boxes) assert.ok(height < 120, `${path} has a row of ${height} px`);
  }
});

test("titles are at one height on all pages, with a way up and without", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [401] });
  const tops = {};
  for (const path of [
    "/settings", "/account-settings", "/accounts", "/accounts/new", "/users", "/users/new", "/users/import", "/teams", "/teams/new",
    "/audit", "/deliveries", "/jobs", "/time-zones", "/docs/api", "/settings/api-tokens/new", "/settings/passkeys/new",
    "/settings/two-factor/enrolment", "/account-settings/owner",
  ]) {
    await page.goto(path);
    tops[path] = Math.round((await page.locator("h1").boundingBox()).y);
  }
  assert.deepEqual(Object.entries(tops).filter(([, top]) => Math.abs(top - TITLE_TOP) > 8), []);
});

test("settings on paper keep what is ticked, and leave out what is pressed", async (t) => {
  const page = await signedIn(t, people.alice);
  await page.locator("#other-on_call").check();
  await page.locator("#other-on_call_lead_times label").first().click();
  await page.emulateMedia({ media: "print" });
  const ticks = await page.locator("main :is([type=checkbox], [type=radio])").evaluateAll((all) => all
    .filter((el) => el.checkVisibility())
    .map((el) => ({ id: el.id || el.value, on: el.checked, seen: parseFloat(getComputedStyle(el).borderTopWidth) > 0 && el.offsetWidth > 8 })));
  assert.ok(ticks.length > 4 && ticks.some(({ on }) => on), "some are ticked");
  assert.deepEqual(ticks.filter(({ seen }) => !seen), []);
  assert.ok(await page.locator("#other-on_call_lead_times :checked").first().isVisible(), "the chosen lead time is there");
  const pressed = await page.locator("main :is(button, .button, [type=file], .find)").evaluateAll((all) => all.filter((el) => el.checkVisibility()).length);
  assert.equal(pressed, 0);
  await page.emulateMedia({ media: "screen" });
  await page.locator("#other-on_call").uncheck();
});
