import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { faults, showAll } from "./states.js";
import { NARROW, WIDE, newPage, people, signedIn } from "./support.js";

const AXE = await readFile(new URL(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** A phone, between what is wide and what is narrowest. */
const PHONE = { width: 375, height: 700 };
/** A small window at four times its size. */
const ZOOMED = { width: 320, height: 256 };
const LANGUAGES = ["en", "es", "fr", "de", "nl"];
/** Smallest height and width of what can be pressed, in px. */
const TARGET = 24;

const violations = async (page, standards = STANDARDS) => {
  const run = (values) => axe.run({ runOnly: { type: "tag", values }, resultTypes: ["violations"] });
  const { violations: found } = await page.evaluate(run, standards);
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.failureSummary} ${node.html}`));
};

/** What stands out of the window to the side. */
const overflow = (page) => page.evaluate(() => {
  if (document.documentElement.scrollWidth <= innerWidth) return [];
  const isOut = (el) => el.getBoundingClientRect().right > innerWidth;
  return [...document.querySelectorAll("*")].filter(isOut).map((el) => el.outerHTML.slice(0, 120));
});

/** What must be scrolled sideways in a place of its own, where a narrow screen hides that one can. */
const scrollers = (page) => page.evaluate(() => {
  const isScroller = (el) => el.scrollWidth > el.clientWidth && /auto|scroll/.test(getComputedStyle(el).overflowX);
  return [...document.querySelectorAll("body *")].filter(isScroller).map((el) => el.outerHTML.slice(0, 120));
});

const smallTargets = (page) => page.evaluate((least) => {
  const pressed = "button, select, input, summary, nav a, .profile .dropdown-menu a, .wordmark, a.button";
  const isSeen = (el) => el.checkVisibility({ visibilityProperty: true }) && !el.matches(".visually-hidden");
  const isSmall = (el) => {
    // A label around its input is one target with it.
    const { width, height } = (el.closest("label") ?? el).getBoundingClientRect();
    return width < least || height < least;
  };
  return [...document.querySelectorAll(pressed)]
    .filter((el) => isSeen(el) && isSmall(el))
    .map((el) => el.outerHTML.slice(0, 120));
}, TARGET);

/** What has focus, and whether any of it is covered by a bar that stays, or out of view. */
const focus = (page) => page.evaluate(() => {
  const el = document.activeElement;
  if (el === document.body) return null;
  const box = el.getBoundingClientRect();
  const covers = (bar) => {
    if (bar.contains(el) || el.matches(".skip-link") || getComputedStyle(bar).position !== "sticky") return false;
    const { top, bottom } = bar.getBoundingClientRect();
    return box.top < bottom && box.bottom > top;
  };
  const isCovered = [...document.querySelectorAll(".masthead, .sections, .card-foot")].some(covers);
  const isHidden = isCovered || box.top < 0 || box.bottom > innerHeight || box.left < 0 || box.right > innerWidth;
  return { isHidden, html: el.outerHTML.slice(0, 120) };
});

test("axe finds nothing wrong, light and dark, wide and narrow", async (t) => {
  const page = await showAll(t);
  const look = async () => {
    await page.evaluate(AXE);
    const found = [];
    for (const viewport of [WIDE, NARROW, PHONE]) {
      for (const colorScheme of viewport === PHONE ? ["light"] : ["light", "dark"]) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        // An element half under the sticky bar counts as too close to the bar's own.
        await page.evaluate(() => scrollTo(0, 0));
        found.push(...(await violations(page)).map((one) => `${viewport.width} ${colorScheme} ${one}`));
      }
    }
    return found;
  };
  assert.deepEqual(await faults(page, look), []);
});

for (const language of LANGUAGES) {
  test(`nothing scrolls sideways at 320 px in ${language}`, async (t) => {
    const page = await showAll(t, { language, viewport: NARROW });
    const look = async () => {
      assert.equal(await page.locator("html").getAttribute("lang"), language);
      return [...(await overflow(page)), ...(await scrollers(page))];
    };
    assert.deepEqual(await faults(page, look), []);
  });
}

test("nothing scrolls sideways with text at 200 %", async (t) => {
  const page = await showAll(t);
  const look = async () => {
    await page.evaluate(() => { document.documentElement.style.fontSize = "32px"; });
    return overflow(page);
  };
  assert.deepEqual(await faults(page, look), []);
});

test("the mails are as fit as the pages: axe, light and dark, and nothing sideways at 320 px", async (t) => {
  const page = await newPage(t);
  await page.goto("/dev/outbox");
  const mails = await page.locator("article").evaluateAll((all) => Object.values(Object.fromEntries(all
    .filter((one) => one.querySelector("a"))
    .map((one) => [one.querySelector("h2").textContent, one.querySelector("a").pathname]))));
  assert.ok(mails.length > 4, "there is more than one kind of mail");
  const found = [];
  for (const mail of mails) {
    await page.goto(mail);
    await page.evaluate(AXE);
    for (const colorScheme of ["light", "dark"]) {
      await page.setViewportSize(NARROW);
      await page.emulateMedia({ colorScheme });
      // Rules about a page's landmarks do not apply to a mail.
      const all = await violations(page, STANDARDS.filter((tag) => tag !== "best-practice"));
      found.push(...[...all, ...(await overflow(page))].map((one) => `${mail} ${colorScheme}: ${one}`));
    }
  }
  assert.deepEqual(found, []);
});

/** Presses a key until the focus leaves the page, and gives what was hidden on the way. */
const walk = async (page, key, least = 40) => {
  const walked = [];
  do {
    await page.keyboard.press(key);
    walked.push(await focus(page));
  } while (walked.at(-1) && walked.length < 200);
  assert.equal(walked.pop(), null, "the walk comes to an end");
  assert.ok(walked.length > least, `the walk has ${walked.length} steps only`);
  return walked.filter(({ isHidden }) => isHidden);
};

test("focus is never hidden in a small window at 400 %, nor what is chosen from a list", async (t) => {
  const page = await showAll(t, { viewport: ZOOMED });
  assert.deepEqual(await walk(page, "Tab"), []);
  await page.goto("/settings/other");
  await page.locator("#other-advanced_mode").click();
  await page.locator("[role=combobox]").focus();
  await page.keyboard.press("ArrowDown");
  await page.locator("[role=option].active").waitFor();
  for (let presses = 0; presses < 12; presses += 1) await page.keyboard.press("ArrowDown");
  assert.equal((await focus(page)).isHidden, false);
});

test("with unsaved changes focus is never hidden by the button that stays", async (t) => {
  const page = await signedIn(t, people.bob, { viewport: PHONE });
  page.on("dialog", (dialog) => dialog.accept());
  await page.locator("#other-advanced_mode").click();
  await page.locator("#general-name").focus();
  assert.deepEqual(await walk(page, "Tab", 20), []);
});

for (const viewport of [WIDE, NARROW]) {
  test(`every target is at least ${TARGET} px high and wide at ${viewport.width} px`, async (t) => {
    const page = await showAll(t, { viewport });
    assert.deepEqual(await faults(page, smallTargets), []);
  });

  for (const key of ["Tab", "Shift+Tab"]) {
    test(`focus is never hidden on a walk with ${key} at ${viewport.width} px`, async (t) => {
      const page = await showAll(t, { viewport });
      await page.goto("/settings");
      assert.deepEqual(await walk(page, key), []);
    });
  }
}
