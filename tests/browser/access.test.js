import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { NARROW, WIDE, newPage, people, signedIn, spoilEveryCard, updateOther } from "./support.js";

const AXE = await readFile(new URL(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const LANGUAGES = ["en", "es", "fr", "de", "nl"];
const REFUSALS = [404, 422];
const HIGH = 24;

/** Every page as someone may meet it, open in a browser of these options. */
const PAGES = {
  "sign-in": async (t, options) => {
    const page = await newPage(t, options);
    await page.goto("/login");
    return page;
  },
  "sign-in with errors": async (t, options) => {
    const page = await PAGES["sign-in"](t, options);
    await page.locator("form [type=submit]").click();
    await page.locator(".summary").waitFor();
    return page;
  },
  "the settings": (t, options) => signedIn(t, people.alice, options),
  "the settings with errors in every card": async (t, options) => {
    const page = await signedIn(t, people.alice, options);
    await spoilEveryCard(page);
    return page;
  },
  "the settings with the profile menu open": async (t, options) => {
    const page = await signedIn(t, people.alice, options);
    await page.locator(".profile summary").click();
    return page;
  },
  "the settings in debug mode": async (t, options) => {
    const page = await signedIn(t, people.alice, options);
    await page.locator("#other-debug_mode").check();
    await updateOther(page);
    return page;
  },
  "a page that is not there": async (t, options) => {
    const page = await signedIn(t, people.alice, options);
    await page.goto("/nowhere");
    return page;
  },
};

const violations = async (page) => {
  await page.evaluate(AXE);
  const { violations: found } = await page.evaluate(
    (values) => axe.run({ runOnly: { type: "tag", values }, resultTypes: ["violations"] }),
    STANDARDS,
  );
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.failureSummary} ${node.html}`));
};

const overflow = (page) => page.evaluate(() => {
  const { scrollWidth } = document.documentElement;
  if (scrollWidth <= innerWidth) return [];
  const wide = [...document.body.querySelectorAll("*")].filter((el) => el.getBoundingClientRect().right > innerWidth);
  return [`${scrollWidth} > ${innerWidth}`, ...wide.map((el) => el.outerHTML.slice(0, 120))];
});

const smallTargets = (page) => page.evaluate((high) => {
  const seen = (el) => el.checkVisibility({ visibilityProperty: true }) && !el.matches(".visually-hidden, .skip-link");
  // A label around its input is one target with it.
  const target = (el) => el.closest("label") ?? el;
  return [...document.querySelectorAll("button, select, input, summary, nav a, .profile-menu a, .wordmark, a.button")]
    .filter(seen)
    .map((el) => [el, target(el).getBoundingClientRect()])
    .filter(([, box]) => box.width < high || box.height < high)
    .map(([el, box]) => `${box.width} x ${box.height}: ${el.outerHTML.slice(0, 120)}`);
}, HIGH);

/** What has focus, and whether all or part of it can be seen: nothing sticky may cover it. */
const focused = (page) => page.evaluate(() => {
  const el = document.activeElement;
  if (el === document.body) return null;
  const box = el.getBoundingClientRect();
  const bar = document.querySelector(".masthead");
  const covered = !bar.contains(el) && !el.matches(".skip-link") && box.top < bar.getBoundingClientRect().bottom - 1;
  const away = box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth;
  return { name: el.outerHTML.slice(0, 120), hidden: covered || away, kind: covered ? "covered" : "out of view" };
});

for (const [name, open] of Object.entries(PAGES)) {
  test(`axe finds nothing wrong with ${name}, light and dark, wide and narrow`, async (t) => {
    for (const colorScheme of ["light", "dark"]) {
      for (const viewport of [WIDE, NARROW]) {
        const page = await open(t, { colorScheme, viewport, refusals: REFUSALS });
        assert.deepEqual(await violations(page), [], `${colorScheme}, ${viewport.width} px`);
      }
    }
  });
}

for (const language of LANGUAGES) {
  test(`nothing scrolls sideways at 320 px in ${language}`, async (t) => {
    const options = { viewport: NARROW, locale: language, refusals: REFUSALS };
    const settings = await signedIn(t, people.alice, options);
    await settings.locator("#other-language").selectOption(language);
    await updateOther(settings);
    for (const [name, open] of Object.entries(PAGES)) {
      const page = await open(t, options);
      assert.equal(await page.locator("html").getAttribute("lang"), language, name);
      assert.deepEqual(await overflow(page), [], name);
    }
  });
}

test("nothing scrolls sideways or is cut off with text at 200 %", async (t) => {
  for (const [name, open] of Object.entries(PAGES)) {
    const page = await open(t, { refusals: REFUSALS });
    await page.evaluate(() => { document.documentElement.style.fontSize = "32px"; });
    assert.deepEqual(await overflow(page), [], name);
  }
});

test("every target is at least 24 px high and wide", async (t) => {
  for (const viewport of [WIDE, NARROW]) {
    for (const [name, open] of Object.entries(PAGES)) {
      const page = await open(t, { viewport, timezoneId: "Asia/Tokyo", refusals: REFUSALS });
      for (const menu of await page.locator("details:not([open]) > summary").all()) await menu.click();
      assert.deepEqual(await smallTargets(page), [], name);
    }
  }
});

for (const viewport of [WIDE, NARROW]) {
  for (const key of ["Tab", "Shift+Tab"]) {
    test(`focus is never hidden on a walk with ${key} at ${viewport.width} px`, async (t) => {
      const page = await PAGES["the settings in debug mode"](t, { viewport, timezoneId: "Asia/Tokyo" });
      await page.locator("#other-on_call").check();
      await page.locator("#other-off_call").check();
      await page.evaluate(() => { document.activeElement.blur(); getSelection().removeAllRanges(); });
      const names = new Set();
      const hidden = [];
      for (;;) {
        await page.keyboard.press(key);
        const now = await focused(page);
        if (!now || (names.size > 10 && names.has(now.name) && /skip-link/.test(now.name))) break;
        names.add(now.name);
        if (now.hidden) hidden.push(`${now.kind}: ${now.name}`);
        assert.ok(names.size < 200);
      }
      assert.ok(names.size > 40, `the walk went past ${names.size} elements only`);
      assert.deepEqual(hidden, []);
    });
  }
}
