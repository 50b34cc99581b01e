// Pictures of every page for people to look at; the tests only check that they are not blank.
import assert from "node:assert/strict";
import { mkdir, rm } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { enableFactor } from "./authenticator.js";
import { addEmail, addPhone, goVerify, row, typeCode } from "./contacts.js";
import { addPasskey, withDevice } from "./device.js";
import { linkFor, message } from "./outbox.js";
import {
  NARROW, WIDE, newPage, newTab, people, press, signIn, signedIn, spoilEveryCard, switchAllOn, update, updateOther,
} from "./support.js";
import { TOKENS } from "./tokens.js";

const FOLDER = fileURLToPath(new URL("../artefacts/", import.meta.url));
/** A window of one colour compresses to less than this. */
const BLANK = 10_000;
const BROWSERS = [
  ["wide light", { viewport: WIDE, colorScheme: "light" }],
  ["wide dark", { viewport: WIDE, colorScheme: "dark" }],
  ["narrow light", { viewport: NARROW, colorScheme: "light" }],
  ["narrow dark", { viewport: NARROW, colorScheme: "dark" }],
];
const REFUSALS = [404, 409, 422, 429];

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });

const picture = async (page, what, browser, options) => {
  const path = `${FOLDER}${what}, ${browser}.png`;
  // A sticky bar would be in the middle of a picture of the whole page.
  if (options?.fullPage) await page.evaluate(() => scrollTo(0, 0));
  // To hide the caret Playwright styles inputs inline, which the page's policy forbids.
  const bytes = await page.screenshot({ path, caret: "initial", ...options });
  assert.ok(bytes.length > BLANK, `${path} has ${bytes.length} bytes`);
};

/** One picture in each browser of what can be come to only once: a page, or one card of it. */
const everyPicture = async (page, what, card) => {
  for (const [browser, { viewport, colorScheme }] of BROWSERS) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    if (card) await page.locator(card).evaluate((el) => el.scrollIntoView({ block: "center" }));
    await picture(page, what, browser);
  }
};

const signInPictures = async (page, browser) => {
  await page.goto("/login");
  await picture(page, "sign-in", browser);
  await page.locator("form:not(.passkey) [type=submit]").click();
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

/** Contacts on their way to being proved, and what is sent meanwhile. */
const contactPictures = async (page, browser, number) => {
  await page.goto("/settings");
  await addEmail(page, `${browser.replace(" ", ".")}@acme.example`);
  await row(page, browser.replace(" ", ".")).waitFor();
  await addPhone(page, "NL", number);
  await row(page, number.slice(3)).waitFor();
  await picture(page, "contacts", browser, { fullPage: true });
  await goVerify(page, number.slice(3));
  await picture(page, "the verification", browser, { fullPage: true });
  await typeCode(page, "1");
  await page.locator(".summary").waitFor();
  await picture(page, "the verification with an error", browser, { fullPage: true });
  await page.goto(page.url().replace("verification", "removal"));
  await picture(page, "a removal", browser);
  await page.goto("/settings/emails");
  await page.locator("#emails .row-actions a").first().click();
  await page.waitForURL("**/removal");
  await picture(page, "a removal that is refused", browser);
  await page.goto(await linkFor(page, `${browser.replace(" ", ".")}@acme.example`, "email"));
  await picture(page, "a link sent by email", browser);
  await page.goto("/dev/outbox");
  await picture(page, "the dev outbox", browser, { fullPage: true });
  const mails = page.locator("article").filter({ has: page.locator("a") });
  for (const [what, says] of [["a mail with a link", "/links/email/"], ["a mail that warns", "phone number"], ["a mail that resets", "/links/reset/"]]) {
    await mails.filter({ hasText: says }).first().locator("a").click();
    await picture(page, what, browser, { fullPage: true });
    await page.goBack();
  }
};

const twoFactorPictures = async (page, browser) => {
  await page.goto("/settings/two-factor/enrolment");
  await picture(page, "a second factor", browser, { fullPage: true });
  await page.locator("form.card [type=submit]").click();
  await page.locator(".summary").waitFor();
  await picture(page, "a second factor with errors", browser, { fullPage: true });
  await page.goto("/sudo");
  await picture(page, "a proof", browser);
};

const listPictures = async (page, browser) => {
  await page.goto("/settings/other");
  await page.locator("#other-debug_mode").check();
  await updateOther(page);
  for (const path of ["deliveries", "jobs"]) {
    await page.goto(`/${path}`);
    await picture(page, path, browser, { fullPage: true });
  }
};

const recoveryPictures = async (page, browser) => {
  await page.goto("/forgot-password/new");
  await picture(page, "a forgotten password", browser);
  await page.locator("#forgot-email").fill(people.carol.email);
  await page.locator("form:not(.passkey) [type=submit]").click();
  await page.waitForURL("**?noted");
  await picture(page, "a forgotten password, noted", browser);
  await page.goto(await linkFor(page, people.carol.email, "reset"));
  await picture(page, "a new password", browser);
};

for (const [at, [browser, options]] of BROWSERS.entries()) {
  test(`pictures are taken of every page, ${browser}`, async (t) => {
    const page = await newPage(t, { refusals: REFUSALS, ...options });
    await signInPictures(page, browser);
    await recoveryPictures(page, browser);

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
    mine.on("dialog", (dialog) => dialog.accept());
    await contactPictures(mine, browser, `06 1234580${at}`);
    await twoFactorPictures(mine, browser);
    await listPictures(mine, browser);
  });
}

test("pictures are taken of the settings in German with everything shown, narrow light", async (t) => {
  const page = await signedIn(t, people.bob, { viewport: NARROW });
  await page.locator("#other-language").selectOption("de");
  await switchAllOn(page);
  await updateOther(page);
  await picture(page, "the settings in German", "narrow light", { fullPage: true });
});

test("pictures are taken of passkeys, a second factor that is on, and what is taken back", async (t) => {
  const { email } = people.carol;
  const page = await signedIn(t, people.carol, { refusals: [404] });
  await withDevice(page);
  await page.locator("#other-language").selectOption("en");
  await updateOther(page);
  await page.goto("/settings/passkeys/new");
  await everyPicture(page, "a new passkey");
  await addPasskey(page, "Pager laptop");
  await page.goto("/settings/passkeys");
  await everyPicture(page, "the passkeys", "#passkeys");
  const [code] = await enableFactor(page);
  await page.goto("/settings/two-factor");
  await everyPicture(page, "a second factor that is on", "#two-factor");
  const other = await newPage(t, { refusals: [423] });
  await other.goto("/login");
  await signIn(other, people.carol, "**/login/challenge");
  await everyPicture(other, "the challenge");
  const [receipt] = (await message(page, email, "/links/undo/")).match(/log_\w+/);
  await page.goto(`/settings/history/receipt?number=${receipt}`);
  await everyPicture(page, "a receipt");
  await page.goto("/settings/history/receipt?number=log_0");
  await everyPicture(page, "a receipt that is not there");
  await page.goto(await linkFor(page, email, "undo"));
  await everyPicture(page, "a change to take back");
  await page.locator("main button.danger").click();
  await page.locator(".notice.good").waitFor();
  await everyPicture(page, "a change that was taken back");
  // The second factor stays for a day.
  await other.goto("/login");
  await signIn(other, people.carol, "**/login/challenge");
  await other.locator("details.lost summary").click();
  await other.locator("#challenge-recovery").fill(code);
  await other.locator("details.lost [type=submit]").click();
  await other.waitForURL("**/settings");
  await other.goto("/settings/passkeys/new");
  await everyPicture(other, "what is locked");
});

test("pictures are taken of users, a person, and what was done", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [422] });
  const whole = async (what) => {
    for (const [browser, { viewport, colorScheme }] of BROWSERS) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await picture(page, what, browser, { fullPage: true });
    }
  };
  for (const [path, what] of [
    ["/users", "the users"],
    ["/users?q=a&sort=number&direction=desc", "users who were looked for"],
    ["/users?q=nobody-at-all", "users who are not there"],
    ["/users/new", "a new user"],
    ["/users/import", "users to import"],
    ["/teams", "the teams"],
    ["/audit", "the audit log"],
  ]) {
    await page.goto(path);
    await whole(what);
  }
  await page.goto("/users?q=farah");
  await page.locator("tbody a[translate]").click();
  await page.waitForURL("**/users/acu_*");
  await whole("a person");
});

test("pictures are taken of lists between a phone and a desk, and of paper", async (t) => {
  const page = await signedIn(t, people.alice);
  await page.setViewportSize({ width: 800, height: 800 });
  for (const [path, what] of [["/users", "the users"], ["/teams", "the teams"], ["/deliveries", "deliveries"], ["/audit", "the audit log"], ["/time-zones", "time zones"]]) {
    await page.goto(path);
    await picture(page, what, "middle light");
  }
  await page.emulateMedia({ media: "print" });
  for (const [path, what] of [["/users", "the users"], ["/settings", "the settings"]]) {
    await page.goto(path);
    await picture(page, what, "paper", { fullPage: true });
  }
});

test("pictures are taken of accounts, and of what leaving takes away", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [422] });
  for (const [path, what] of [
    ["/accounts", "the accounts"],
    ["/accounts/new", "a new account"],
    ["/account-settings", "the account settings"],
    ["/account-settings/owner", "the next owner"],
    ["/account-settings/removal", "the removal of the account"],
    ["/settings/data/removal", "the removal of one's user, refused"],
  ]) {
    await page.goto(path);
    await everyPicture(page, what);
  }
  await page.goto("/settings/data");
  await everyPicture(page, "one's data", "#data");
});

test("pictures are taken of API tokens, in German too", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [422] });
  for (const language of ["de", "en"]) {
    await page.goto("/settings/other");
    await page.locator("#other-language").selectOption(language);
    await updateOther(page);
    await page.goto("/settings/api-tokens");
    await everyPicture(page, `no API tokens, ${language}`, "#api-tokens");
    for (const [what, come] of Object.entries(TOKENS)) {
      await come(page);
      await everyPicture(page, `${what}, ${language}`, what === "the API tokens" ? "#api-tokens" : undefined);
    }
    await press(page, page.locator("main button.danger"));
  }
});
