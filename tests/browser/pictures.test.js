// Pictures of every page for people to look at; that they are not blank is all that is asserted.
import assert from "node:assert/strict";
import { mkdir, rm } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import {
  NARROW, WIDE, newPage, newTab, people, signedIn, spoilEveryCard, update, updateOther,
} from "./support.js";

const FOLDER = fileURLToPath(new URL("../artefacts/", import.meta.url));
/** A window of one colour compresses to less than this. */
const BLANK = 10_000;
const BROWSERS = [
  ["wide light", { viewport: WIDE, colorScheme: "light" }],
  ["wide dark", { viewport: WIDE, colorScheme: "dark" }],
  ["narrow light", { viewport: NARROW, colorScheme: "light" }],
  ["narrow dark", { viewport: NARROW, colorScheme: "dark" }],
];
const REFUSALS = [404, 409, 422];

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });

const picture = async (page, what, browser, options) => {
  const path = `${FOLDER}${what}, ${browser}.png`;
  // A sticky bar would be in the middle of a picture of the whole page.
  if (options?.fullPage) await page.evaluate(() => scrollTo(0, 0));
  // To hide the caret Playwright styles inputs inline, which the page's policy forbids to copy.
  const bytes = await page.screenshot({ path, caret: "initial", ...options });
  assert.ok(bytes.length > BLANK, `${path} has ${bytes.length} bytes`);
};

const signInPictures = async (page, browser) => {
  await page.goto("/login");
  await picture(page, "sign-in", browser);
  await page.locator("form [type=submit]").click();
  await page.locator(".summary").waitFor();
  await picture(page, "sign-in with errors", browser, { fullPage: true });
};

const stalePicture = async (page, browser) => {
  const tab = await newTab(page);
  await tab.goto("/settings");
  await page.locator("#general-name").fill(`Alice ${browser}`);
  await update(page, "general");
  await tab.locator("#general-name").fill("Alice Archer");
  await update(tab, "general");
  await tab.locator("#general .notice").waitFor();
  await picture(tab, "a stale card", browser);
  await update(tab, "general");
  await tab.locator("#general [role=status]").waitFor();
  await picture(tab, "a card that was saved", browser);
  await tab.close();
};

for (const [browser, options] of BROWSERS) {
  test(`pictures are taken of every page, ${browser}`, async (t) => {
    const page = await newPage(t, { refusals: REFUSALS, ...options });
    await signInPictures(page, browser);

    const mine = await signedIn(t, people.alice, { refusals: REFUSALS, timezoneId: "Asia/Tokyo", ...options });
    await picture(mine, "the settings", browser, { fullPage: true });
    await mine.locator(".profile summary").click();
    await picture(mine, "the profile menu", browser);
    await mine.goto("/nowhere");
    await picture(mine, "an error page", browser);
    await mine.goto("/settings");
    await stalePicture(mine, browser);
    await mine.goto("/settings");
    await spoilEveryCard(mine);
    await picture(mine, "the settings with errors", browser, { fullPage: true });
  });
}

test("pictures are taken of the settings in German with everything shown, narrow light", async (t) => {
  const page = await signedIn(t, people.bob, { viewport: NARROW });
  await page.locator("#other-language").selectOption("de");
  for (const id of ["debug_mode", "on_call", "off_call"]) await page.locator(`#other-${id}`).check();
  await updateOther(page);
  await picture(page, "the settings in German", "narrow light", { fullPage: true });
});
